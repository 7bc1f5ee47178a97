import type { UseQueryResult } from "@tanstack/react-query";
import { Inbox, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../i18n/format";
import type { PageSize } from "../paths/list-state";
import { ProblemPanel } from "../problems/ProblemPanel";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { pageCount } from "./paging";

interface Page {
  items: readonly unknown[];
  total: number;
  size: number;
}

interface InsteadWords {
  failed: string;
  emptyTitle: string;
  emptyHint: string;
  noneTitle: string;
  noneHint: string;
}

interface TableFallbackInput {
  query: UseQueryResult<Page>;
  words: InsteadWords;
  filtered: boolean;
  /** The size of the page in view, where that is read in parts. */
  size?: PageSize;
  onClear: () => void;
  onFirstPage: () => void;
}

/**
 * What stands in the place of rows, or null where there are rows or they still load: a failure, a
 * page past the end, no match, or nothing at all. Each says what to do next.
 */
export function useTableFallback(input: TableFallbackInput): ReactNode {
  const { query, words, filtered } = input;
  const { t } = useTranslation();
  const { number } = useFormat();
  if (query.data === undefined) {
    if (query.error === null) return null;
    return (
      <ProblemPanel
        what={words.failed}
        error={query.error}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  const { items, total } = query.data;
  const size = input.size ?? query.data.size;
  if (items.length > 0) return null;
  if (total > 0) {
    return (
      <EmptyState
        icon={SearchX}
        title={t("list.beyond")}
        hint={t("list.beyondHint", { pages: number(pageCount(total, size)) })}
        action={<Button onClick={input.onFirstPage}>{t("list.toFirst")}</Button>}
      />
    );
  }
  if (filtered) {
    return (
      <EmptyState
        icon={SearchX}
        title={words.noneTitle}
        hint={words.noneHint}
        action={<Button onClick={input.onClear}>{t("actions.clearFilters")}</Button>}
      />
    );
  }
  return <EmptyState icon={Inbox} title={words.emptyTitle} hint={words.emptyHint} />;
}
