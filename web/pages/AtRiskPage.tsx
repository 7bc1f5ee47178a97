import { useQuery } from "@tanstack/react-query";
import { CircleDashed } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { atRiskQuery } from "../api/at-risk";
import { atRiskExportPath } from "../api/exports";
import { useAtRiskColumns } from "../at-risk/columns";
import { CoverageLine, SyncProgress } from "../coverage/CoverageLine";
import { ExportLinks } from "../exports/ExportLinks";
import { DataTable } from "../list/DataTable";
import { Freshness } from "../list/Freshness";
import { Pagination } from "../list/Pagination";
import { useListState } from "../list/useListState";
import { useTableFallback } from "../list/useTableFallback";
import { atRiskParams } from "../paths/at-risk";
import { paths } from "../paths/paths";
import { ListStale } from "../problems/ListStale";
import { ShareMenu } from "../share/ShareMenu";
import { SinceSharedBanner } from "../share/SinceSharedBanner";
import { atRiskView } from "../share/shared-view";
import { EmptyState } from "../ui/EmptyState";
import { SearchField } from "../ui/SearchField";
import { Toolbar } from "../ui/Toolbar";
import { PageTitle } from "./PageTitle";
import { PrintHead } from "./PrintHead";
import { useIds } from "./useIds";

const noneHidden: readonly string[] = [];

/** What a notebook's owner asks after a failed save: what do I still have, and how old is it? */
export function Component() {
  const { t } = useTranslation();
  const { connection } = useIds();
  const navigate = useNavigate();
  const [state, update] = useListState(atRiskParams);
  const query = useQuery(atRiskQuery(connection, state));
  const columns = useAtRiskColumns();
  const view = atRiskView(connection, state);
  const { data } = query;
  const instead = useTableFallback({
    query,
    words: {
      failed: t("failures.failed"),
      emptyTitle: t("failures.noRisk"),
      emptyHint: t("failures.zeroHint"),
      noneTitle: t("failures.noneTitle"),
      noneHint: t("instances.noneHint"),
    },
    filtered: state.q !== "",
    onClear: () => update({ q: "" }),
    onFirstPage: () => update({ page: 1 }),
  });
  // Nothing at risk on incomplete coverage is not known to be nothing.
  const unknown = data?.total === 0 && !data.coverage.complete;
  return (
    <>
      <PageTitle parts={[t("failures.riskTitle"), connection]} />
      <PrintHead readAt={data?.coverage.newestReadAt} />
      <header className="shrink-0 bg-surface px-4 pt-3 pb-1">
        <h1 className="font-semibold text-lg">
          {data && !unknown
            ? t("failures.riskSummary", { count: data.total })
            : t("failures.riskTitle")}
        </h1>
        {data && <CoverageLine coverage={data.coverage} />}
      </header>
      <Toolbar
        end={
          <>
            <ExportLinks hrefOf={(format) => atRiskExportPath(connection, state, format)} />
            <ShareMenu view={view} />
            <Freshness
              readAt={data?.coverage.newestReadAt ?? undefined}
              fetching={query.isFetching}
              onRefresh={() => void query.refetch()}
            />
          </>
        }
      >
        <SearchField
          label={t("instances.search")}
          hint={t("instances.searchHint")}
          value={state.q}
          onSearch={(q) => update({ q }, { replace: true })}
        />
      </Toolbar>
      {data && <SyncProgress coverage={data.coverage} />}
      <ListStale query={query} />
      <SinceSharedBanner view={view} />
      <DataTable
        caption={t("failures.riskTitle")}
        columns={columns}
        rows={data?.items}
        rowId={(row) => `${row.connection}/${row.instanceId}`}
        state={{ ...state, sort: "", order: "desc", hidden: noneHidden }}
        onSort={() => {}}
        onOpen={(row) => navigate(paths.instance(row.connection, row.instanceId))}
        busy={query.isPlaceholderData}
        instead={
          unknown ? (
            <EmptyState
              icon={CircleDashed}
              title={t("failures.unknownTitle")}
              hint={t("failures.unknownHint")}
            />
          ) : (
            instead
          )
        }
        rowHeight="h-12"
      />
      <Pagination
        page={state.page}
        size={state.size}
        total={data?.total}
        onPage={(page) => update({ page })}
        onSize={(size) => update({ size })}
      />
    </>
  );
}
