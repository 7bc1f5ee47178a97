import type { UseQueryResult } from "@tanstack/react-query";
import { clsx } from "clsx";
import { CircleCheck, CircleDashed, SearchX } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import type { FailureGroup, FailureList } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import { BeyondLastPage } from "../list/BeyondLastPage";
import { isFiltered } from "../list/filters";
import { pageCount } from "../list/paging";
import { rowAfterKey } from "../list/row-keys";
import type { FailureState } from "../paths/failures";
import { ProblemPanel } from "../problems/ProblemPanel";
import { zeroDoubt } from "../status/zero-doubt";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Skeleton } from "../ui/Skeleton";
import { noFilters } from "./FailureFilters";
import { GroupItem } from "./GroupItem";

interface GroupListProps {
  query: UseQueryResult<FailureList>;
  /** Its groups, in the order that they were first shown in. */
  groups: readonly FailureGroup[] | undefined;
  state: FailureState;
  hrefOf: (group: FailureGroup) => string;
  /** The page narrowed further. */
  narrow: (change: Partial<FailureState>) => string;
  /** What was made of a group, and what changes it. */
  triageOf: (group: FailureGroup) => ReactNode;
  onClear: () => void;
  onPage: (page: number) => void;
}

/** The groups, or what is shown in their place: a failure, nothing known yet, no match, or nothing at all. */
export function GroupList(props: GroupListProps) {
  const { query, groups = [], state, hrefOf, onClear } = props;
  const { t } = useTranslation();
  const { data } = query;
  if (data === undefined) {
    return query.error === null ? (
      <LoadingGroups />
    ) : (
      <ProblemPanel
        what={t("failures.failed")}
        error={query.error}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  if (groups.length === 0 && data.total > 0) {
    const pages = pageCount(data.total, state.size);
    return <BeyondLastPage pages={pages} onLastPage={() => props.onPage(pages)} />;
  }
  if (groups.length === 0) return <NoGroups list={data} state={state} onClear={onClear} />;
  return (
    <ul
      aria-label={t("failures.title")}
      // Takes the focus when a group that has it leaves the list.
      tabIndex={-1}
      aria-busy={query.isPlaceholderData}
      onKeyDown={moveAmongGroups}
      className={clsx("bg-surface transition-opacity", query.isPlaceholderData && "opacity-50")}
    >
      {groups.map((group) => (
        <GroupItem
          key={group.key}
          group={group}
          href={hrefOf(group)}
          outcome={state.outcome}
          narrow={props.narrow}
          triage={props.triageOf(group)}
        />
      ))}
    </ul>
  );
}

/** The arrows go from a group's title to the next one's, as they do from row to row in a table. */
function moveAmongGroups(event: KeyboardEvent<HTMLUListElement>) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const titles = [...event.currentTarget.querySelectorAll<HTMLElement>("a[data-row-link]")];
  const at = event.target instanceof HTMLElement ? titles.indexOf(event.target) : -1;
  const next = at === -1 ? null : rowAfterKey(event.key, at, titles.length);
  if (next === null) return;
  event.preventDefault();
  titles[next]?.focus();
}

/** With incomplete coverage it is not known that there is nothing. */
function NoGroups(props: { list: FailureList; state: FailureState; onClear: () => void }) {
  const { list, state, onClear } = props;
  const { t } = useTranslation();
  const doubt = zeroDoubt(list.coverage);
  if (doubt !== "unread" && isFiltered(state, noFilters)) {
    return (
      <EmptyState
        icon={SearchX}
        title={t("failures.noneTitle")}
        hint={t("failures.noneHint")}
        action={<Button onClick={onClear}>{t("actions.clearFilters")}</Button>}
      />
    );
  }
  if (doubt !== null) {
    return (
      <EmptyState
        icon={CircleDashed}
        title={t(`coverage.zero.${doubt}.title`)}
        hint={t(`coverage.zero.${doubt}.hint`)}
      />
    );
  }
  const titles = {
    failed: t("failures.emptyTitle"),
    stuck: t("failures.noStuck"),
    succeeded: t("failures.noSucceeded"),
  };
  return (
    <EmptyState icon={CircleCheck} title={titles[state.outcome]} hint={t("failures.emptyHint")} />
  );
}

function LoadingGroups() {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col bg-surface">
      <span className="sr-only">{t("list.loading")}</span>
      {["a", "b", "c", "d", "e", "f"].map((key) => (
        <div key={key} className="flex flex-col gap-2 border-line border-b px-4 py-4">
          <Skeleton className="w-1/4" />
          <Skeleton className="w-2/3" />
        </div>
      ))}
    </div>
  );
}
