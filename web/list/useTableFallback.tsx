import { Inbox, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "../i18n/translation";
import type { PageSize } from "../paths/list-state";
import { ProblemPanel } from "../problems/ProblemPanel";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { BeyondLastPage } from "./BeyondLastPage";
import type { ListQuery } from "./list-query";
import { pageCount } from "./paging";

/** What a list says where it has no rows to show. */
export interface FallbackTexts {
  /** It could not be read. */
  failed: string;
  /** There is nothing at all. */
  emptyTitle: string;
  emptyHint: string;
  /** Nothing matches the filter; as for an empty list where there is none. */
  noneTitle?: string;
  noneHint?: string;
}

interface TableFallbackInput {
  query: ListQuery;
  texts: FallbackTexts;
  size: PageSize;
  /** Clears the filters; undefined while none is in force. */
  onClear: (() => void) | undefined;
  onPage: (page: number) => void;
}

/**
 * What stands in the place of rows, or null where there are rows or they still load: a failure, a
 * page past the end, no match, or nothing at all. Each says what to do next.
 */
export function useTableFallback(input: TableFallbackInput): ReactNode {
  const { query, texts, size, onClear } = input;
  const { t } = useTranslation();
  if (query.data === undefined) {
    if (query.error === null) return null;
    return (
      <ProblemPanel
        what={texts.failed}
        error={query.error}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  const { items, total } = query.data;
  if (items.length > 0) return null;
  if (total > 0) {
    const pages = pageCount(total, size);
    return <BeyondLastPage pages={pages} onLastPage={() => input.onPage(pages)} />;
  }
  if (onClear) {
    return (
      <EmptyState
        icon={SearchX}
        title={texts.noneTitle ?? texts.emptyTitle}
        hint={texts.noneHint ?? texts.emptyHint}
        action={<Button onClick={onClear}>{t("actions.clearFilters")}</Button>}
      />
    );
  }
  return <EmptyState icon={Inbox} title={texts.emptyTitle} hint={texts.emptyHint} />;
}
