import { createColumnHelper } from "@tanstack/react-table";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import type { Snapshot } from "../../server/contract";
import type { Columns, Features } from "../list/table-features";
import { paths } from "../paths/paths";
import { StatusBadge } from "../status/StatusBadge";
import { DateTime, Duration } from "../ui/DateTime";
import { DurationCell, Image, Reason } from "./cells";
import { useDrawerLink } from "./drawer-navigation";

const helper = createColumnHelper<Features, Snapshot>();

/** The columns of a history. Every one sorts, and has the sort's name as its id. */
export function useSnapshotColumns(connection: string): Columns<Snapshot> {
  const { t } = useTranslation();
  return useMemo(
    () =>
      helper.columns([
        helper.accessor("snapshotName", {
          id: "name",
          meta: { label: t("snapshots.name"), width: "md:w-54 print:w-[16%]", phone: true },
          cell: ({ row }) => <NameCell connection={connection} snapshot={row.original} />,
        }),
        helper.accessor("status", {
          id: "status",
          meta: { label: t("snapshots.status"), width: "w-32 md:w-34 print:w-[11%]", phone: true },
          cell: ({ row: { original } }) => (
            <StatusBadge status={original.status} phase={original.phase} />
          ),
        }),
        helper.accessor((row) => row.imageUrl ?? row.imageId, {
          id: "image",
          meta: { label: t("snapshots.image"), width: "print:w-[16%]" },
          cell: ({ getValue }) => <Image address={getValue()} />,
        }),
        helper.accessor("gmtCreateTime", {
          id: "created",
          meta: { label: t("snapshots.created"), width: "w-30 print:w-[11%]" },
          cell: ({ getValue }) => <DateTime at={getValue()} />,
        }),
        helper.accessor("gmtModifiedTime", {
          id: "modified",
          meta: { label: t("snapshots.modified"), width: "w-30 print:w-[11%]" },
          cell: ({ getValue }) => <DateTime at={getValue()} />,
        }),
        helper.accessor("durationMs", {
          id: "duration",
          meta: { label: t("snapshots.duration"), width: "w-28 print:w-[9%]", align: "end" },
          cell: ({ row: { original } }) => <DurationCell snapshot={original} />,
        }),
        helper.accessor("reasonCode", {
          id: "reason",
          meta: { label: t("snapshots.reason") },
          cell: ({ row }) => <Reason snapshot={row.original} />,
        }),
      ]),
    [connection, t],
  );
}

function NameCell({ connection, snapshot }: { connection: string; snapshot: Snapshot }) {
  const { t } = useTranslation();
  const { search } = useLocation();
  const { instanceId, snapshotId, snapshotName } = snapshot;
  return (
    <div className="min-w-0 py-1 print:py-0">
      <Link
        to={paths.snapshot(connection, instanceId, snapshotId, search)}
        {...useDrawerLink()}
        tabIndex={-1}
        title={`${snapshotName ?? t("snapshots.unnamed")}\n${snapshotId}`}
        className="block truncate font-medium hover:underline"
      >
        {snapshotName ?? t("snapshots.unnamed")}
      </Link>
      <div className="flex gap-2 text-xs md:hidden print:hidden">
        <DateTime at={snapshot.gmtCreateTime} />
        <span className="text-subtle">
          <Duration milliseconds={snapshot.durationMs} />
        </span>
      </div>
      {snapshot.reasonCode && (
        <div className="text-xs md:hidden print:hidden">
          <Reason snapshot={snapshot} />
        </div>
      )}
    </div>
  );
}
