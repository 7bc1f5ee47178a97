import type { Snapshot } from "../../server/contract";
import { parseTime, useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { statusWord } from "../status/StatusBadge";
import { Select } from "../ui/Select";
import { type CompareSide, sideName } from "./compare-side";

interface CompareChoiceProps {
  label: string;
  side: CompareSide;
  /** What can be chosen; undefined until it is read. */
  snapshots: readonly Snapshot[] | undefined;
  onChoose: (snapshotId: string) => void;
}

/** Chooses one side's snapshot. The current one is always among the choices, however old it is. */
export function CompareChoice({ label, side, snapshots = [], onChoose }: CompareChoiceProps) {
  const { t } = useTranslation();
  const { moment } = useFormat();
  const listed = snapshots.some(({ snapshotId }) => snapshotId === side.id);
  const labelOf = ({ snapshotName, snapshotId, status, gmtCreateTime }: Snapshot) => {
    const time = parseTime(gmtCreateTime);
    const parts = [snapshotName ?? snapshotId, statusWord(t, status)];
    return [...parts, ...(time === null ? [] : [moment(time)])].join(" · ");
  };
  return (
    <Select
      aria-label={label}
      value={side.id}
      onChange={(event) => onChoose(event.target.value)}
      className="w-full max-w-sm"
    >
      {side.id === "" && <option value="">{t("compare.choose")}</option>}
      {side.id !== "" && !listed && (
        <option value={side.id}>{side.snapshot ? labelOf(side.snapshot) : sideName(side)}</option>
      )}
      {snapshots.map((snapshot) => (
        <option key={snapshot.snapshotId} value={snapshot.snapshotId}>
          {labelOf(snapshot)}
        </option>
      ))}
    </Select>
  );
}
