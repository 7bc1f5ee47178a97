import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { failureSnapshotsQuery } from "../api/failures";
import { DataTable } from "../list/DataTable";
import { Pagination } from "../list/Pagination";
import { useTableFallback } from "../list/useTableFallback";
import type { FailureState } from "../paths/failures";
import { paths } from "../paths/paths";
import { ListStale } from "../problems/ListStale";
import { pushHref, useFailureColumns } from "./columns";
import { MessageSplit } from "./MessageSplit";

interface PushTableProps {
  connection: string;
  state: FailureState;
  onChange: (change: Partial<FailureState>) => void;
}

/** The pushes of one group or one instance, newest first, in the app's own table. */
export function FailureTable({ connection, state, onChange }: PushTableProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const query = useQuery(failureSnapshotsQuery(connection, state));
  const columns = useFailureColumns();
  const instead = useTableFallback({
    query,
    words: {
      failed: t("failures.failed"),
      emptyTitle: t("failures.noneTitle"),
      emptyHint: t("failures.noneHint"),
      noneTitle: t("failures.noneTitle"),
      noneHint: t("failures.noneHint"),
    },
    filtered: false,
    onClear: () => onChange({}),
    onFirstPage: () => onChange({ page: 1 }),
  });
  return (
    <>
      {state.group !== "" && query.data && (
        <MessageSplit
          messages={query.data.messages}
          chosen={state.message}
          hrefOf={(message) => paths.failures(connection, { ...state, message, page: 1 })}
        />
      )}
      <ListStale query={query} />
      <DataTable
        caption={t(state.group === "" ? "failures.captionAll" : "failures.caption")}
        columns={columns}
        rows={query.data?.items}
        rowId={(row) => `${row.connection}/${row.instanceId}/${row.snapshotId}`}
        state={{ ...state, sort: "happened", order: "desc", hidden: noneHidden }}
        onSort={() => {}}
        onOpen={(row) => navigate(pushHref(row))}
        busy={query.isPlaceholderData}
        instead={instead}
        rowHeight="h-10"
      />
      <Pagination
        page={state.page}
        size={state.size}
        total={query.data?.total}
        onPage={(page) => onChange({ page })}
        onSize={(size) => onChange({ size })}
      />
    </>
  );
}

const noneHidden: readonly string[] = [];
