import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ListedInstance } from "../../server/contract";
import type { Column } from "../list/columns/column";
import { gigabytesColumn } from "../list/columns/gigabytes";
import { IdWithCopy } from "../list/columns/id";
import { NameCell } from "../list/columns/name";
import { statusColumn } from "../list/columns/status";
import { TextCell, textColumn } from "../list/columns/text";
import { timeColumn } from "../list/columns/time";
import { paths } from "../paths/paths";
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
        phone: true,
        sorts: "asc",
        cell: (row) => <InstanceName connection={connection} instance={row} />,
      },
      statusColumn({
        id: "status",
        label: t("instances.status"),
        width: "w-32 md:w-36 print:w-[11%]",
        phone: true,
        sorts: "asc",
        value: ({ status }) => ({ status }),
      }),
      {
        id: "spec",
        label: t("instances.spec"),
        width: "w-60 print:w-[18%]",
        cell: (row) => <Spec instance={row} />,
      },
      textColumn({
        id: "workspace",
        label: t("instances.workspace"),
        width: "w-36 print:w-[12%]",
        sorts: "asc",
        value: (row) => row.workspaceName ?? row.workspaceId,
      }),
      textColumn({
        id: "owner",
        label: t("instances.owner"),
        width: "w-32 print:w-[9%]",
        sorts: "asc",
        // Not a column of people: where there is no name, an account's long id stands for it.
        value: (row) => row.userName ?? row.userId,
      }),
      timeColumn({
        id: "created",
        label: t("instances.created"),
        width: "w-30 print:w-[10%]",
        sorts: "desc",
        value: (row) => row.gmtCreateTime,
      }),
      timeColumn({
        id: "modified",
        label: t("instances.modified"),
        width: "w-30 print:w-[10%]",
        sorts: "desc",
        value: (row) => row.gmtModifiedTime,
      }),
      statusColumn({
        id: "latest",
        label: t("instances.latest"),
        width: "w-36 print:w-[11%]",
        sorts: "asc",
        value: ({ latestSnapshot }) => latestSnapshot && { status: latestSnapshot.status },
      }),
      gigabytesColumn({
        id: "imageSize",
        label: t("instances.imageSize"),
        width: "w-28 print:w-[8%]",
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
        <TextCell text={instance.workspaceName ?? instance.workspaceId} />
        <DateTime at={instance.gmtModifiedTime} />
      </div>
    </NameCell>
  );
}
