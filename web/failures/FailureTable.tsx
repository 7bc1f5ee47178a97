import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { IndexedSnapshot } from "../../server/contract";
import { failureSnapshotsQuery } from "../api/failures";
import { ListPage } from "../list/ListPage";
import { sortingOf } from "../list/sorting";
import { type FailureState, failureParams, pushSorts } from "../paths/failures";
import { paths } from "../paths/paths";
import { pushIdOf } from "../paths/push";
import { useFailureColumns } from "./columns";
import { MessageSplit } from "./MessageSplit";

interface FailureTableProps {
  connection: string;
  state: FailureState;
  update: (change: Partial<FailureState>) => void;
  /** What can be done with selected pushes. */
  selectionActions: (rows: readonly IndexedSnapshot[]) => ReactNode;
}

/** The pushes of one group or one instance, or all of a filter. */
export function FailureTable(props: FailureTableProps) {
  const { connection, state, update } = props;
  const { t } = useTranslation();
  const query = useQuery(failureSnapshotsQuery(connection, state));
  const isOpen = state.push !== "";
  const drawer = useMemo(
    () => ({
      hrefOf: (row: IndexedSnapshot) =>
        paths.failures(connection, { ...state, push: pushIdOf(row) }),
      isOpen,
    }),
    [connection, state, isOpen],
  );
  const sorting = sortingOf(
    { sort: state.pushSort, order: state.pushOrder },
    pushSorts,
    ({ sort, order }) => update({ pushSort: sort, pushOrder: order }),
  );
  return (
    // What stands above it may be higher than the window: then the page scrolls, and the table keeps its rows.
    <div className="flex shrink-0 grow flex-col print:block">
      {state.group !== "" && query.data && (
        <MessageSplit
          messages={query.data.messages}
          chosen={state.message}
          hrefOf={(message) => paths.failures(connection, { ...state, message, page: 1 })}
        />
      )}
      <ListPage
        table="pushes"
        caption={t(state.group === "" ? "failures.captionAll" : "failures.caption")}
        query={query}
        columns={useFailureColumns(drawer)}
        rowId={pushIdOf}
        rowHeight="h-10"
        inPage
        list={connection + failureParams.serialize({ ...state, push: "" })}
        openId={isOpen ? state.push : undefined}
        state={state}
        update={update}
        sorting={sorting}
        texts={{
          failed: t("failures.failed"),
          emptyTitle: t("failures.noneTitle"),
          emptyHint: t("failures.noneHint"),
        }}
        selection={{
          list:
            connection +
            failureParams.serialize({
              ...state,
              push: "",
              page: 1,
              size: failureParams.defaults.size,
            }),
          nameOf: (row) => row.snapshotName ?? row.snapshotId,
          idOf: (row) => row.snapshotId,
          actions: props.selectionActions,
        }}
      />
    </div>
  );
}
