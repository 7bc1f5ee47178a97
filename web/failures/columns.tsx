import { createColumnHelper } from "@tanstack/react-table";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { IndexedSnapshot } from "../../server/contract";
import type { Columns, Features } from "../list/table-features";
import { paths } from "../paths/paths";
import { DurationCell, Image, Reason } from "../snapshots/cells";
import { StatusBadge } from "../status/StatusBadge";
import { Absent, DateTime } from "../ui/DateTime";

const helper = createColumnHelper<Features, IndexedSnapshot>();

/** The columns of pushes from anywhere in the account. They come newest first and do not sort. */
export function useFailureColumns(): Columns<IndexedSnapshot> {
  const { t } = useTranslation();
  return useMemo(
    () =>
      helper.columns([
        helper.accessor("snapshotName", {
          id: "name",
          enableSorting: false,
          meta: { label: t("snapshots.name"), width: "md:w-54 print:w-[14%]", phone: true },
          cell: ({ row: { original } }) => <Name row={original} />,
        }),
        helper.accessor("status", {
          id: "status",
          enableSorting: false,
          meta: { label: t("snapshots.status"), width: "w-32 md:w-34 print:w-[10%]", phone: true },
          cell: ({ row: { original } }) => (
            <StatusBadge status={original.status} phase={original.phase} />
          ),
        }),
        helper.accessor("instanceName", {
          id: "instance",
          enableSorting: false,
          meta: { label: t("failures.instance"), width: "md:w-48 print:w-[12%]" },
          cell: ({ row: { original } }) => (
            <Link
              to={paths.instance(original.connection, original.instanceId)}
              tabIndex={-1}
              title={`${original.instanceId}\n${original.connection}`}
              className="block truncate hover:underline"
            >
              {original.instanceName ?? original.instanceId}
            </Link>
          ),
        }),
        helper.accessor("userName", {
          id: "owner",
          enableSorting: false,
          meta: { label: t("failures.owner"), width: "w-30 print:w-[8%]" },
          cell: ({ getValue }) => getValue() ?? <Absent />,
        }),
        helper.accessor((row) => row.imageUrl ?? row.imageId, {
          id: "image",
          enableSorting: false,
          meta: { label: t("snapshots.image"), width: "print:w-[13%]" },
          cell: ({ getValue }) => <Image address={getValue()} />,
        }),
        helper.accessor("gmtModifiedTime", {
          id: "happened",
          enableSorting: false,
          meta: { label: t("failures.happened"), width: "w-30 print:w-[10%]" },
          cell: ({ getValue }) => <DateTime at={getValue()} />,
        }),
        helper.accessor("durationMs", {
          id: "duration",
          enableSorting: false,
          meta: { label: t("snapshots.duration"), width: "w-28 print:w-[8%]", align: "end" },
          cell: ({ row: { original } }) => <DurationCell snapshot={original} />,
        }),
        helper.accessor("reasonMessage", {
          id: "reason",
          enableSorting: false,
          meta: { label: t("snapshots.reason") },
          cell: ({ row: { original } }) => <Reason snapshot={original} />,
        }),
      ]),
    [t],
  );
}

/** Where a push opens: its drawer over its own instance's history. */
export const pushHref = ({ connection, instanceId, snapshotId }: IndexedSnapshot) =>
  paths.snapshot(connection, instanceId, snapshotId);

function Name({ row }: { row: IndexedSnapshot }) {
  const { t } = useTranslation();
  return (
    <div className="min-w-0 py-1 print:py-0">
      <Link
        to={pushHref(row)}
        tabIndex={-1}
        className="wrap-anywhere block font-medium hover:underline md:truncate"
        title={row.snapshotName ?? undefined}
      >
        {row.snapshotName ?? t("snapshots.unnamed")}
      </Link>
      <div className="wrap-anywhere text-subtle text-xs md:hidden print:hidden">
        {row.instanceName ?? row.instanceId}
      </div>
      {row.goneAt && <div className="text-subtle text-xs">{t("failures.gone")}</div>}
    </div>
  );
}
