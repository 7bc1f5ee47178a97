import { useMemo } from "react";
import type { ListedInstance } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import type { Column } from "../list/columns/column";
import { gigabytesColumn } from "../list/columns/gigabytes";
import { IdWithCopy } from "../list/columns/id";
import { NameCell } from "../list/columns/name";
import { statusColumn } from "../list/columns/status";
import { TextCell, textColumn } from "../list/columns/text";
import { timeColumn } from "../list/columns/time";
import { paths } from "../paths/paths";
import { statusWord } from "../status/StatusBadge";
import { DateTime } from "../ui/DateTime";
import { Spec } from "./Spec";

/** The columns of the list of instances. */
export function useInstanceColumns(connection: string): readonly Column<ListedInstance>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: "name",
        label: t("instances.name"),
        width: 13.75,
        grows: true,
        phone: true,
        sorts: "asc",
        cell: (row) => <InstanceName connection={connection} instance={row} />,
      },
      statusColumn({
        id: "status",
        label: t("instances.status"),
        width: 9,
        paperWidth: "print:w-[11%]!",
        leaves: 6,
        sorts: "asc",
        value: ({ status }) => ({ status }),
      }),
      {
        id: "spec",
        label: t("instances.spec"),
        width: 15,
        paperWidth: "print:w-[14%]!",
        leaves: 2,
        cell: (row) => <Spec instance={row} />,
      },
      textColumn({
        id: "workspace",
        label: t("instances.workspace"),
        width: 9,
        paperWidth: "print:w-[10%]!",
        leaves: 4,
        sorts: "asc",
        value: (row) => row.workspaceName ?? row.workspaceId,
      }),
      textColumn({
        id: "owner",
        label: t("instances.owner"),
        width: 8,
        paperWidth: "print:w-[9%]!",
        leaves: 3,
        sorts: "asc",
        // Not a column of people: where there is no name, an account's long id stands for it.
        value: (row) => row.userName ?? row.userId,
      }),
      timeColumn({
        id: "created",
        label: t("instances.created"),
        width: 7.5,
        paperWidth: "print:w-[10%]!",
        leaves: 1,
        sorts: "desc",
        value: (row) => row.gmtCreateTime,
      }),
      timeColumn({
        id: "modified",
        label: t("instances.modified"),
        width: 7.5,
        paperWidth: "print:w-[10%]!",
        leaves: 5,
        sorts: "desc",
        value: (row) => row.gmtModifiedTime,
      }),
      statusColumn({
        id: "latest",
        label: t("instances.latest"),
        width: 9,
        phoneWidth: 8,
        paperWidth: "print:w-[12%]!",
        phone: true,
        leaves: 7,
        sorts: "asc",
        value: ({ latestSnapshot }) => latestSnapshot && { status: latestSnapshot.status },
      }),
      gigabytesColumn({
        id: "imageSize",
        label: t("instances.imageSize"),
        width: 7.5,
        paperWidth: "print:w-[7%]!",
        leaves: 0,
        align: "end",
        sorts: "desc",
        value: (row) => row.imageSizeGb,
      }),
    ],
    [connection, t],
  );
}

function InstanceName({ connection, instance }: { connection: string; instance: ListedInstance }) {
  const { t } = useTranslation();
  const { instanceId, instanceName } = instance;
  return (
    <NameCell
      to={paths.instance(connection, instanceId)}
      name={instanceName ?? t("instances.unnamed")}
      title={instanceName ?? undefined}
      className="leading-tight"
    >
      <IdWithCopy id={instanceId} what={t("instances.id")} />
      <div className="flex min-w-0 gap-2 text-xs md:hidden print:hidden">
        <span className="shrink-0 text-muted">{statusWord(t, instance.status)}</span>
        <TextCell text={instance.workspaceName ?? instance.workspaceId} />
        <DateTime at={instance.gmtModifiedTime} />
      </div>
    </NameCell>
  );
}
