import { useQuery } from "@tanstack/react-query";
import { CircleDashed } from "lucide-react";
import { atRiskQuery } from "../api/at-risk";
import { atRiskExportPath } from "../api/exports";
import { useAtRiskColumns } from "../at-risk/columns";
import { CoverageFacts, CoverageLine, CoveragePlace, SyncProgress } from "../coverage/CoverageLine";
import { ExportMenu } from "../exports/ExportMenu";
import { useTranslation } from "../i18n/translation";
import { UnknownImages } from "../images/UnknownImages";
import { isFiltered } from "../list/filters";
import { ListPage } from "../list/ListPage";
import { sortingOf } from "../list/sorting";
import { useListState } from "../list/useListState";
import { atRiskParams, atRiskSorts } from "../paths/at-risk";
import { ShareMenu } from "../share/ShareMenu";
import { SinceSharedBanner } from "../share/SinceSharedBanner";
import { atRiskView } from "../share/shared-view";
import { zeroDoubt } from "../status/zero-doubt";
import { EmptyState } from "../ui/EmptyState";
import { PageTitle } from "./PageTitle";
import { PrintHead } from "./PrintHead";
import { useIds } from "./useIds";

const noFilters = { q: "" };

/** The instances whose newest push failed, and the newest good image of each. */
export function Component() {
  const { t } = useTranslation();
  const { connection } = useIds();
  const [state, update] = useListState(atRiskParams);
  const query = useQuery(atRiskQuery(connection, state));
  const view = atRiskView(connection, state);
  const { data } = query;
  // With incomplete coverage it is not known that nothing is at risk.
  const doubt = data?.total === 0 ? zeroDoubt(data.coverage) : null;
  return (
    <>
      <PageTitle parts={[t("atRisk.title"), connection]} />
      <PrintHead reading={data?.reading} />
      <header className="shrink-0 bg-surface px-4 pt-3 pb-1">
        <h1 className="font-semibold text-lg">
          {data && doubt === null ? t("atRisk.summary", { count: data.total }) : t("atRisk.title")}
        </h1>
        {data ? <CoverageLine coverage={data.coverage} /> : <CoveragePlace />}
        {data && <UnknownImages what={t("images.manyNotKnown")} problems={data.imageProblems} />}
      </header>
      <ListPage
        table="atRisk"
        caption={t("atRisk.title")}
        query={query}
        columns={useAtRiskColumns()}
        rowId={(row) => `${row.connection}/${row.instanceId}`}
        rowHeight="h-12"
        list={connection + atRiskParams.serialize(state)}
        state={state}
        update={update}
        sorting={sortingOf(state, atRiskSorts, update)}
        onClear={isFiltered(state, noFilters) ? () => update(noFilters) : undefined}
        texts={{
          failed: t("failures.failed"),
          emptyTitle: t("atRisk.emptyTitle"),
          emptyHint: t("failures.emptyHint"),
          noneTitle: t("failures.noneTitle"),
          noneHint: t("instances.noneHint"),
        }}
        toolbar={{
          search: { label: t("instances.search"), hint: t("instances.searchHint") },
          actions: (
            <>
              <ExportMenu hrefOf={(options) => atRiskExportPath(connection, state, options)} />
              <ShareMenu view={view} />
            </>
          ),
          reading: data?.reading,
          facts: data && <CoverageFacts connection={connection} coverage={data.coverage} />,
        }}
        progress={data && <SyncProgress coverage={data.coverage} />}
        notice={<SinceSharedBanner view={view} />}
        fallback={
          doubt !== null && (
            <EmptyState
              icon={CircleDashed}
              title={t(`coverage.zero.${doubt}.title`)}
              hint={t(`coverage.zero.${doubt}.hint`)}
            />
          )
        }
      />
    </>
  );
}
