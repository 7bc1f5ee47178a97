import { useQuery } from "@tanstack/react-query";
import { Activity, FolderClosed } from "lucide-react";
import { useState } from "react";
import type { InstanceFacets } from "../../server/contract";
import { instanceFacetsQuery } from "../api/instances";
import { useTranslation } from "../i18n/translation";
import { FilterMenu } from "../list/FilterMenu";
import { useStatusOptions } from "../list/status-options";
import type { InstanceListState } from "../paths/instances";

interface InstanceFiltersProps {
  connection: string;
  /** From the list's answer; null while it does not know them. */
  known: InstanceFacets | null | undefined;
  state: InstanceListState;
  onChange: (change: Partial<InstanceListState>) => void;
}

/** Status and workspace. Their values are counted over the whole account once a menu is opened. */
export function InstanceFilters({ connection, known, state, onChange }: InstanceFiltersProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  // A chosen workspace needs its name even before a menu is opened.
  const enabled = !known && (asked || state.workspace.length > 0);
  const counted = useQuery({ ...instanceFacetsQuery(connection), enabled });
  const facets = known ?? counted.data;
  const statuses = useStatusOptions(facets?.statuses);
  const shared = { pending: !facets && counted.isFetching, onOpen: () => setAsked(true) };
  return (
    <>
      <FilterMenu
        {...shared}
        label={t("instances.status")}
        icon={Activity}
        options={statuses}
        chosen={state.status}
        onChange={(status) => onChange({ status })}
      />
      <FilterMenu
        {...shared}
        label={t("instances.workspace")}
        icon={FolderClosed}
        options={(facets?.workspaces ?? []).map(({ id, name, count }) => ({
          value: id,
          label: name ?? id,
          count,
        }))}
        chosen={state.workspace}
        onChange={(workspace) => onChange({ workspace })}
      />
    </>
  );
}
