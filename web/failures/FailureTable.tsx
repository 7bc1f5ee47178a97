import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { failureSnapshotsQuery } from "../api/failures";
import { ListPage } from "../list/ListPage";
import type { FailureState } from "../paths/failures";
import { paths } from "../paths/paths";
import { pushHref, useFailureColumns } from "./columns";
import { MessageSplit } from "./MessageSplit";

interface FailureTableProps {
  connection: string;
  state: FailureState;
  update: (change: Partial<FailureState>) => void;
}

/** The pushes of one group or one instance, newest first. */
export function FailureTable({ connection, state, update }: FailureTableProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const query = useQuery(failureSnapshotsQuery(connection, state));
  return (
    <>
      {state.group !== "" && query.data && (
        <MessageSplit
          messages={query.data.messages}
          chosen={state.message}
          hrefOf={(message) => paths.failures(connection, { ...state, message, page: 1 })}
        />
      )}
      <ListPage
        caption={t(state.group === "" ? "failures.captionAll" : "failures.caption")}
        query={query}
        columns={useFailureColumns()}
        rowId={(row) => `${row.connection}/${row.instanceId}/${row.snapshotId}`}
        rowHeight="h-10"
        onOpen={(row) => navigate(pushHref(row))}
        state={state}
        update={update}
        texts={{
          failed: t("failures.failed"),
          emptyTitle: t("failures.noneTitle"),
          emptyHint: t("failures.noneHint"),
        }}
      />
    </>
  );
}
