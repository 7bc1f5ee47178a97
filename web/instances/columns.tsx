import { createColumnHelper } from "@tanstack/react-table";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Instance } from "../../server/contract";
import type { Columns, Features } from "../list/table-features";
import { paths } from "../paths/paths";
import { StatusBadge } from "../status/StatusBadge";
import { CopyButton } from "../ui/CopyButton";
import { Absent, DateTime } from "../ui/DateTime";
import { Spec } from "./Spec";

const helper = createColumnHelper<Features, Instance>();

/** The columns of the list of instances. A column that sorts has the sort's name as its id. */
export function useInstanceColumns(connection: string): Columns<Instance> {
  const { t } = useTranslation();
  return useMemo(
    () =>
      helper.columns([
        helper.accessor("instanceName", {
          id: "name",
          meta: { label: t("instances.name"), phone: true },
          cell: ({ row }) => <NameCell connection={connection} instance={row.original} />,
        }),
        helper.accessor("status", {
          id: "status",
          meta: { label: t("instances.status"), width: "w-32 md:w-36 print:w-[11%]", phone: true },
          cell: ({ getValue }) => <StatusBadge status={getValue()} />,
        }),
        helper.display({
          id: "spec",
          meta: { label: t("instances.spec"), width: "w-60 print:w-[18%]" },
          cell: ({ row }) => <Spec instance={row.original} />,
        }),
        helper.accessor((row) => row.workspaceName ?? row.workspaceId, {
          id: "workspace",
          meta: { label: t("instances.workspace"), width: "w-36 print:w-[12%]" },
          cell: ({ getValue }) => <Text value={getValue()} />,
        }),
        helper.display({
          id: "owner",
          meta: { label: t("instances.owner"), width: "w-32 print:w-[9%]" },
          cell: ({ row }) => <Text value={row.original.userName ?? row.original.userId} />,
        }),
        helper.accessor("gmtCreateTime", {
          id: "created",
          meta: { label: t("instances.created"), width: "w-30 print:w-[10%]" },
          cell: ({ getValue }) => <DateTime at={getValue()} />,
        }),
        helper.accessor("gmtModifiedTime", {
          id: "modified",
          meta: { label: t("instances.modified"), width: "w-30 print:w-[10%]" },
          cell: ({ getValue }) => <DateTime at={getValue()} />,
        }),
        helper.display({
          id: "latest",
          meta: { label: t("instances.latest"), width: "w-36 print:w-[11%]" },
          cell: ({ row: { original } }) =>
            original.latestSnapshot ? (
              <StatusBadge status={original.latestSnapshot.status} />
            ) : (
              <Absent />
            ),
        }),
      ]),
    [connection, t],
  );
}

function NameCell({ connection, instance }: { connection: string; instance: Instance }) {
  const { t } = useTranslation();
  const { instanceId, instanceName } = instance;
  return (
    <div className="min-w-0 py-1 leading-tight print:py-0">
      <Link
        to={paths.instance(connection, instanceId)}
        tabIndex={-1}
        title={instanceName ?? undefined}
        className="block truncate font-medium hover:underline"
      >
        {instanceName ?? t("instances.unnamed")}
      </Link>
      <div className="flex h-5 items-center gap-1">
        <code className="truncate font-mono text-subtle text-xs">{instanceId}</code>
        <CopyButton
          text={instanceId}
          what={t("instances.id")}
          tabIndex={-1}
          className="max-md:hidden opacity-0 focus-visible:opacity-100 group-hover/row:opacity-100 group-focus/row:opacity-100"
        />
      </div>
      <div className="flex min-w-0 gap-2 text-xs md:hidden print:hidden">
        <Text value={instance.workspaceName ?? instance.workspaceId} />
        <DateTime at={instance.gmtModifiedTime} />
      </div>
    </div>
  );
}

const Text = ({ value }: { value: string | null }) =>
  value === null ? (
    <Absent />
  ) : (
    <span title={value} className="block truncate text-muted">
      {value}
    </span>
  );
