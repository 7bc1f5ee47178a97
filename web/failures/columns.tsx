import { useMemo } from "react";
import type { IndexedSnapshot } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import type { Column } from "../list/columns/column";
import { durationColumn } from "../list/columns/duration";
import { imageColumn } from "../list/columns/image";
import { NameCell } from "../list/columns/name";
import { personColumn } from "../list/columns/person";
import { reasonColumn } from "../list/columns/reason";
import { statusColumn } from "../list/columns/status";
import { timeColumn } from "../list/columns/time";
import { useDrawerLink } from "../list/drawer-navigation";
import { paths } from "../paths/paths";
import { Link } from "../ui/Link";

/** The columns of pushes from anywhere in the account. They come newest first unless sorted otherwise. */
export function useFailureColumns(drawer: PushDrawerLinks): readonly Column<IndexedSnapshot>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: "name",
        sorts: "asc",
        label: t("snapshots.name"),
        width: 13.75,
        paperWidth: "print:w-[14%]!",
        phone: true,
        cell: (row) => <PushName push={row} drawer={drawer} />,
      },
      statusColumn({
        id: "status",
        sorts: "asc",
        label: t("snapshots.status"),
        width: 8.5,
        phoneWidth: 8,
        paperWidth: "print:w-[10%]!",
        leaves: 4,
        phone: true,
        value: (row) => row,
      }),
      {
        id: "instance",
        sorts: "asc",
        label: t("failures.instance"),
        width: 12,
        paperWidth: "print:w-[12%]!",
        leaves: 6,
        cell: (row) => (
          <Link
            to={paths.instance(row.connection, row.instanceId)}
            tabIndex={-1}
            title={`${row.instanceId}\n${row.connection}`}
            className="block truncate hover:underline"
          >
            {row.instanceName ?? row.instanceId}
          </Link>
        ),
      },
      personColumn({
        id: "owner",
        sorts: "asc",
        label: t("failures.owner"),
        width: 7.5,
        paperWidth: "print:w-[8%]!",
        leaves: 3,
        value: (row) => row.userName,
      }),
      imageColumn({
        id: "image",
        sorts: "asc",
        label: t("snapshots.image"),
        width: 11,
        grows: true,
        paperWidth: "print:w-[13%]!",
        leaves: 1,
        value: (row) => row,
      }),
      timeColumn({
        id: "happened",
        sorts: "desc",
        label: t("failures.happened"),
        width: 7.5,
        paperWidth: "print:w-[10%]!",
        leaves: 7,
        value: (row) => row.gmtModifiedTime,
      }),
      durationColumn({
        id: "duration",
        sorts: "desc",
        label: t("snapshots.duration"),
        width: 8,
        paperWidth: "print:w-[8%]!",
        leaves: 2,
        align: "end",
        value: (row) => row,
      }),
      reasonColumn({
        id: "reason",
        sorts: "asc",
        label: t("snapshots.reason"),
        width: 12,
        grows: true,
        leaves: 5,
        value: (row) => row,
      }),
    ],
    [t, drawer],
  );
}

/** How pushes open in the drawer over their list. */
export interface PushDrawerLinks {
  hrefOf: (push: IndexedSnapshot) => string;
  isOpen: boolean;
}

function PushName({ push, drawer }: { push: IndexedSnapshot; drawer: PushDrawerLinks }) {
  const { t } = useTranslation();
  return (
    <NameCell
      to={drawer.hrefOf(push)}
      {...useDrawerLink(drawer.isOpen)}
      name={push.snapshotName ?? t("snapshots.unnamed")}
      title={push.snapshotName ?? undefined}
      wraps
    >
      <div className="wrap-anywhere text-subtle text-xs md:hidden print:hidden">
        {push.instanceName ?? push.instanceId}
      </div>
      {push.goneAt && <div className="text-subtle text-xs">{t("snapshots.gone")}</div>}
    </NameCell>
  );
}
