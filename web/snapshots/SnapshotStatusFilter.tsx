import { Activity } from "lucide-react";
import { useTranslation } from "../i18n/translation";
import { FilterMenu } from "../list/FilterMenu";
import { useStatusOptions } from "../list/status-options";

interface SnapshotStatusFilterProps {
  counts: Record<string, number> | undefined;
  chosen: readonly string[];
  onChange: (status: string[]) => void;
}

/** Status words with how many snapshots of the whole history have each. */
export function SnapshotStatusFilter({ counts, chosen, onChange }: SnapshotStatusFilterProps) {
  const { t } = useTranslation();
  return (
    <FilterMenu
      label={t("snapshots.status")}
      icon={Activity}
      options={useStatusOptions(counts)}
      chosen={chosen}
      onChange={onChange}
      pending={counts === undefined}
    />
  );
}
