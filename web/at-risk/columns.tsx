import { createColumnHelper } from "@tanstack/react-table";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { InstanceAtRisk } from "../../server/contract";
import { parseTime, useFormat } from "../i18n/format";
import type { Columns, Features } from "../list/table-features";
import { paths } from "../paths/paths";
import { Absent } from "../ui/DateTime";
import { useNow } from "../ui/now";

const helper = createColumnHelper<Features, InstanceAtRisk>();

/** The columns of instances at risk. They come in order of need and do not sort. */
export function useAtRiskColumns(): Columns<InstanceAtRisk> {
  const { t } = useTranslation();
  return useMemo(
    () =>
      helper.columns([
        helper.accessor("instanceName", {
          id: "name",
          enableSorting: false,
          meta: { label: t("failures.instance"), width: "md:w-72 print:w-[22%]", phone: true },
          cell: ({ row: { original } }) => <Name row={original} />,
        }),
        helper.accessor("good", {
          id: "good",
          enableSorting: false,
          meta: {
            label: t("failures.goodImage"),
            width: "w-40 md:w-auto print:w-[20%]",
            phone: true,
          },
          cell: ({ row: { original } }) => <Good row={original} />,
        }),
        helper.accessor("failedSince", {
          id: "failedSince",
          enableSorting: false,
          meta: { label: t("failures.failedSince"), width: "w-36 print:w-[11%]", align: "end" },
          cell: ({ row: { original } }) => (
            <Link
              to={paths.instance(original.connection, original.instanceId, "?sort=modified")}
              tabIndex={-1}
              className="text-danger hover:underline"
            >
              {t("failures.count", { count: original.failedSince })}
            </Link>
          ),
        }),
        helper.accessor("lastFailure", {
          id: "lastFailure",
          enableSorting: false,
          meta: { label: t("failures.lastFailure") },
          cell: ({ row: { original } }) => (
            <Link
              to={paths.snapshot(
                original.connection,
                original.instanceId,
                original.lastFailure.snapshotId,
              )}
              tabIndex={-1}
              className="wrap-anywhere block text-muted hover:underline md:truncate"
            >
              {original.lastFailure.reasonCode ?? t("failures.noReason")}{" "}
              <Ago at={original.lastFailure.at} />
            </Link>
          ),
        }),
        helper.accessor("userName", {
          id: "owner",
          enableSorting: false,
          meta: { label: t("failures.owner"), width: "w-30 print:w-[11%]" },
          cell: ({ getValue }) => getValue() ?? <Absent />,
        }),
        helper.accessor("workspaceName", {
          id: "workspace",
          enableSorting: false,
          meta: { label: t("failures.workspace"), width: "w-36 print:w-[12%]" },
          cell: ({ getValue }) => getValue() ?? <Absent />,
        }),
      ]),
    [t],
  );
}

function Name({ row }: { row: InstanceAtRisk }) {
  const { t } = useTranslation();
  return (
    <div className="min-w-0 py-1 print:py-0">
      <Link
        to={paths.instance(row.connection, row.instanceId)}
        tabIndex={-1}
        title={row.instanceName ?? undefined}
        className="wrap-anywhere block font-medium hover:underline md:truncate"
      >
        {row.instanceName ?? row.instanceId}
      </Link>
      <div className="wrap-anywhere font-mono text-subtle text-xs md:truncate">
        {row.instanceId}
      </div>
      <div className="text-danger text-xs md:hidden print:hidden">
        {t("failures.count", { count: row.failedSince })}
      </div>
    </div>
  );
}

function Good({ row: { connection, instanceId, good } }: { row: InstanceAtRisk }) {
  const { t } = useTranslation();
  if (good === null) return <span className="font-medium text-danger">{t("failures.noGood")}</span>;
  return (
    <Link
      to={paths.snapshot(connection, instanceId, good.snapshotId)}
      tabIndex={-1}
      title={good.snapshotName ?? undefined}
      className="wrap-anywhere block hover:underline md:truncate"
    >
      <Ago at={good.at} />{" "}
      <span className="text-muted">{good.snapshotName ?? good.snapshotId}</span>
    </Link>
  );
}

function Ago({ at }: { at: string }) {
  const { ago, local } = useFormat();
  const now = useNow();
  const time = parseTime(at);
  if (time === null) return <Absent />;
  return (
    <time dateTime={at} title={local(time)}>
      {ago(time, now)}
    </time>
  );
}
