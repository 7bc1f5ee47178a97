import { clsx } from "clsx";
import { useMemo } from "react";
import type { InstanceAtRisk } from "../../server/contract";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import type { Column } from "../list/columns/column";
import { NameCell } from "../list/columns/name";
import { personColumn } from "../list/columns/person";
import { paths } from "../paths/paths";
import { DateTime, EmptyValue } from "../ui/DateTime";
import { Link } from "../ui/Link";

/** The columns of instances at risk. They come in order of need at first. */
export function useAtRiskColumns(): readonly Column<InstanceAtRisk>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: "name",
        sorts: "asc",
        label: t("failures.instance"),
        width: 14.75,
        paperWidth: "print:w-[22%]!",
        phone: true,
        cell: (row) => <InstanceName row={row} />,
      },
      {
        id: "good",
        sorts: "asc",
        label: t("atRisk.goodImage"),
        width: 12,
        grows: true,
        phoneWidth: 10,
        paperWidth: "print:w-[20%]!",
        leaves: 5,
        phone: true,
        cell: (row) => <GoodImage row={row} />,
      },
      {
        id: "failedSince",
        sorts: "desc",
        label: t("atRisk.failedSince"),
        width: 9.25,
        paperWidth: "print:w-[11%]!",
        leaves: 4,
        align: "end",
        cell: (row) => (
          <Link
            to={paths.instance(row.connection, row.instanceId, "?sort=modified")}
            tabIndex={-1}
            className="text-danger hover:underline"
          >
            {t("failures.chart.failed", { count: row.failedSince })}
          </Link>
        ),
      },
      {
        id: "lastFailure",
        sorts: "desc",
        label: t("atRisk.lastFailure"),
        width: 12,
        grows: true,
        leaves: 3,
        cell: ({ connection, instanceId, lastFailure }) => (
          <Link
            to={paths.snapshot(connection, instanceId, lastFailure.snapshotId)}
            tabIndex={-1}
            className="wrap-anywhere block text-muted hover:underline md:truncate"
          >
            {lastFailure.reasonCode ?? t("failures.noReason")} <DateTime at={lastFailure.at} />
          </Link>
        ),
      },
      personColumn({
        id: "owner",
        sorts: "asc",
        label: t("failures.owner"),
        width: 7.5,
        paperWidth: "print:w-[11%]!",
        leaves: 2,
        value: (row) => row.userName,
      }),
      {
        id: "workspace",
        sorts: "asc",
        label: t("failures.workspace"),
        width: 9,
        paperWidth: "print:w-[12%]!",
        leaves: 1,
        cell: (row) => row.workspaceName ?? <EmptyValue />,
      },
    ],
    [t],
  );
}

function InstanceName({ row }: { row: InstanceAtRisk }) {
  const { t } = useTranslation();
  return (
    <NameCell
      to={paths.instance(row.connection, row.instanceId)}
      name={row.instanceName ?? row.instanceId}
      title={row.instanceName ?? undefined}
      wraps
    >
      <div className="wrap-anywhere font-mono text-subtle text-xs md:truncate">
        {row.instanceId}
      </div>
      <div className="text-danger text-xs md:hidden print:hidden">
        {t("failures.chart.failed", { count: row.failedSince })}
      </div>
    </NameCell>
  );
}

function GoodImage({ row }: { row: InstanceAtRisk }) {
  const { connection, instanceId, good, goneImages } = row;
  const { t } = useTranslation();
  const { gigabytes } = useFormat();
  if (good === null) {
    return (
      <span className="font-medium text-danger">
        {goneImages > 0 ? t("atRisk.allGone", { count: goneImages }) : t("atRisk.noGoodImage")}
      </span>
    );
  }
  const facts = [
    good.sizeGb === null ? null : gigabytes(good.sizeGb),
    goneImages === 0 ? null : t("atRisk.newerGone", { count: goneImages }),
  ].filter((fact) => fact !== null);
  return (
    <div className="md:in-data-[density=compact]:flex md:in-data-[density=compact]:gap-2">
      <Link
        to={paths.snapshot(connection, instanceId, good.snapshotId)}
        tabIndex={-1}
        title={good.snapshotName ?? undefined}
        className="wrap-anywhere block hover:underline md:truncate"
      >
        <DateTime at={good.at} />{" "}
        <span className="text-muted">{good.snapshotName ?? good.snapshotId}</span>
      </Link>
      {facts.length > 0 && (
        <span
          className={clsx(
            "block text-xs md:truncate",
            goneImages > 0 ? "text-danger" : "text-subtle",
          )}
        >
          {facts.join(" · ")}
        </span>
      )}
    </div>
  );
}
