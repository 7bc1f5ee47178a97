import { useMemo } from "react";
import { useLocation } from "react-router";
import type { InstanceImage, Snapshot } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import type { Column } from "../list/columns/column";
import { DurationCell, durationColumn } from "../list/columns/duration";
import { imageColumn } from "../list/columns/image";
import { NameCell } from "../list/columns/name";
import { ReasonCell, reasonColumn } from "../list/columns/reason";
import { statusColumn } from "../list/columns/status";
import { timeColumn } from "../list/columns/time";
import { useDrawerLink } from "../list/drawer-navigation";
import { paths } from "../paths/paths";
import { DateTime } from "../ui/DateTime";

/** The columns of a history. */
export function useSnapshotColumns(
  connection: string,
  images: ReadonlyMap<string, InstanceImage>,
): readonly Column<Snapshot>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: "name",
        label: t("snapshots.name"),
        width: 13.75,
        paperWidth: "print:w-[16%]!",
        phone: true,
        sorts: "asc",
        cell: (row) => <SnapshotName connection={connection} snapshot={row} />,
      },
      statusColumn({
        id: "status",
        label: t("snapshots.status"),
        width: 8.5,
        phoneWidth: 8,
        paperWidth: "print:w-[11%]!",
        leaves: 6,
        phone: true,
        sorts: "asc",
        value: (row) => row,
      }),
      imageColumn({
        id: "image",
        label: t("snapshots.image"),
        width: 11,
        grows: true,
        paperWidth: "print:w-[16%]!",
        leaves: 2,
        sorts: "asc",
        value: (row) => ({ ...row, known: images.get(row.snapshotId) }),
      }),
      timeColumn({
        id: "created",
        label: t("snapshots.created"),
        width: 7.5,
        paperWidth: "print:w-[11%]!",
        leaves: 5,
        sorts: "desc",
        value: (row) => row.gmtCreateTime,
      }),
      timeColumn({
        id: "modified",
        label: t("snapshots.modified"),
        width: 7.5,
        paperWidth: "print:w-[11%]!",
        leaves: 1,
        sorts: "desc",
        value: (row) => row.gmtModifiedTime,
      }),
      durationColumn({
        id: "duration",
        label: t("snapshots.duration"),
        width: 8,
        paperWidth: "print:w-[9%]!",
        leaves: 3,
        align: "end",
        sorts: "desc",
        value: (row) => row,
      }),
      reasonColumn({
        id: "reason",
        label: t("snapshots.reason"),
        width: 11,
        grows: true,
        leaves: 4,
        sorts: "asc",
        value: (row) => row,
      }),
    ],
    [connection, images, t],
  );
}

function SnapshotName({ connection, snapshot }: { connection: string; snapshot: Snapshot }) {
  const { t } = useTranslation();
  const { search } = useLocation();
  const { instanceId, snapshotId } = snapshot;
  const name = snapshot.snapshotName ?? t("snapshots.unnamed");
  return (
    <NameCell
      to={paths.snapshot(connection, instanceId, snapshotId, search)}
      {...useDrawerLink()}
      name={name}
      title={`${name}\n${snapshotId}`}
    >
      <div className="flex gap-2 text-xs md:hidden print:hidden">
        <DateTime at={snapshot.gmtCreateTime} />
        <span className="text-subtle">
          <DurationCell push={snapshot} />
        </span>
      </div>
      {snapshot.reasonCode && (
        <div className="text-xs md:hidden print:hidden">
          <ReasonCell reason={snapshot} />
        </div>
      )}
    </NameCell>
  );
}
