import { useQuery } from "@tanstack/react-query";
import { ArrowLeftRight, Equal, Link2 } from "lucide-react";
import { useMemo } from "react";
import { useLocation, useNavigate } from "react-router";
import { instanceQuery } from "../api/instances";
import { newestSnapshotsQuery } from "../api/snapshots";
import { CompareTable } from "../compare/CompareTable";
import { sideName, useCompareSide } from "../compare/compare-side";
import { compareSnapshots, countDifferences } from "../compare/compare-snapshots";
import { useTranslation } from "../i18n/translation";
import { type CompareState, compareParams } from "../paths/compare";
import { paths } from "../paths/paths";
import { ProblemLine } from "../problems/ProblemLine";
import { lastSearch } from "../state/last-search";
import { announce } from "../ui/announce";
import { Button } from "../ui/Button";
import { CopyTextButton } from "../ui/CopyButton";
import { EmptyState } from "../ui/EmptyState";
import { Link } from "../ui/Link";
import { useNow } from "../ui/now";
import { Switch } from "../ui/Switch";
import { Toolbar } from "../ui/Toolbar";
import { PageTitle } from "./PageTitle";
import { useIds } from "./useIds";

/** Two snapshots of one instance side by side: what changed between a save that worked and one that did not. */
export function Component() {
  const { t } = useTranslation();
  const { connection, instanceId } = useIds();
  const { search } = useLocation();
  const navigate = useNavigate();
  const state = useMemo(() => compareParams.parse(new URLSearchParams(search)), [search]);
  const { a, b, onlyDifferent } = state;
  const instance = useQuery(instanceQuery(connection, instanceId)).data?.item;
  const list = useQuery(newestSnapshotsQuery(connection, instanceId));
  const left = useCompareSide(connection, instanceId, a);
  const right = useCompareSide(connection, instanceId, b);
  const now = useNow();
  const comparison = useMemo(
    () => compareSnapshots(left.snapshot, right.snapshot, now),
    [left.snapshot, right.snapshot, now],
  );
  const history = paths.instance(connection, instanceId);
  const { different, total } = countDifferences(comparison);
  const both = left.snapshot !== undefined && right.snapshot !== undefined;

  const update = (change: Partial<CompareState>) => {
    const next = { ...state, ...change };
    const href = paths.compare(connection, instanceId, next.a, next.b, next.onlyDifferent);
    navigate(href, { preventScrollReset: true });
  };
  const swap = () => {
    update({ a: b, b: a });
    announce(t("compare.swapped"));
  };

  return (
    <>
      <PageTitle
        parts={[
          t("compare.title"),
          [left, right].map(sideName).filter(Boolean).join(" / "),
          instanceId,
        ]}
      />
      <header className="shrink-0 bg-surface px-4 pt-2.5 pb-1">
        <nav className="text-xs">
          <Link
            to={history + lastSearch(history)}
            className="rounded-sm text-muted hover:text-text hover:underline"
          >
            {instance?.instanceName ?? instanceId}
          </Link>
        </nav>
        <h1 className="font-semibold text-lg">{t("compare.title")}</h1>
      </header>
      <Toolbar
        end={
          <>
            <Button variant="quiet" icon={ArrowLeftRight} onClick={swap}>
              {t("compare.swap")}
            </Button>
            <CopyTextButton
              icon={Link2}
              label={t("snapshots.detail.link")}
              text={() => window.location.href}
            />
          </>
        }
      >
        <Switch
          label={t("compare.onlyDifferent")}
          checked={onlyDifferent}
          onChange={(checked) => update({ onlyDifferent: checked })}
        />
        {both && (
          <span className="text-muted text-xs">
            {t("compare.summary", { count: different, different, total })}
          </span>
        )}
        {a !== "" && a === b && <span className="text-muted">{t("compare.sameTwice")}</span>}
        {list.error !== null && (
          <ProblemLine
            what={t("compare.listFailed")}
            error={list.error}
            onRetry={() => void list.refetch()}
          />
        )}
      </Toolbar>
      <CompareTable
        left={left}
        right={right}
        comparison={comparison}
        onlyDifferent={onlyDifferent}
        snapshots={list.data?.items}
        snapshotHref={(id) => paths.snapshot(connection, instanceId, id)}
        onChoose={update}
      />
      {both && onlyDifferent && different === 0 && (
        <EmptyState
          icon={Equal}
          title={t("compare.noDifference")}
          hint={t("compare.noDifferenceHint")}
        />
      )}
    </>
  );
}
