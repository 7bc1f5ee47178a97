import { clsx } from "clsx";
import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { useShortcuts } from "../keys/useShortcuts";
import { largePageSizes, type PageSize, pageSizes } from "../paths/list-state";
import { IconButton } from "../ui/Button";
import { Select } from "../ui/Select";
import { pageCount, rowSpan } from "./paging";

interface PaginationProps {
  state: { page: number; size: PageSize };
  /** Undefined until the first answer. */
  total: number | undefined;
  update: (change: { page: number } | { size: number }) => void;
  /** Where it is given, the list also shows 500 rows on a page, and all of them: this is called for all. */
  onAll?: (() => void) | undefined;
  /** At the start of the line: what can be done with rows of the list. */
  children?: ReactNode;
}

/** Where in the list the page is, how to move, and how many rows a page has. */
export function Pagination({
  state: { page, size },
  total,
  update,
  onAll,
  children,
}: PaginationProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const sizeId = useId();
  const pages = pageCount(total ?? 0, size);
  const { from, to } = rowSpan(total ?? 0, page, size);
  const sizes = onAll ? [...pageSizes, ...largePageSizes] : pageSizes;
  const choose = (value: string) => (value === "all" ? onAll?.() : update({ size: Number(value) }));
  const turnTo = (target: number) => update({ page: target });
  const backward = page <= 1;
  const forward = page >= pages;
  useShortcuts({
    "[": backward ? null : () => turnTo(Math.min(page - 1, pages)),
    "]": forward ? null : () => turnTo(page + 1),
  });
  return (
    <nav
      aria-label={t("list.pagination")}
      className={clsx(
        "z-foot flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 border-line border-t bg-surface px-4 py-2 text-muted tabular-nums desktop:sticky desktop:bottom-0 print:min-h-0 print:break-before-avoid print:border-0",
        // On a phone too what can be done with rows stays in sight of them, unless it would cover them.
        children && "bottom-0 [@media(height>=34rem)]:sticky print:static!",
      )}
    >
      {children}
      <p className="me-auto min-w-32">
        {total !== undefined &&
          (from > to
            ? total === 0
              ? t("list.none")
              : t("list.noneOf", { total: number(total) })
            : t("list.range", { from: number(from), to: number(to), total: number(total) }))}
      </p>
      <div className="flex items-center gap-2 print:hidden">
        <label htmlFor={sizeId} className="max-sm:sr-only">
          {t("list.rowsPerPage")}
        </label>
        <Select id={sizeId} value={size} onChange={(event) => choose(event.target.value)}>
          {sizes.map((option) => (
            <option key={option} value={option}>
              {option === "all" ? t("list.allRows") : option}
            </option>
          ))}
        </Select>
      </div>
      <div className="flex items-center print:hidden">
        <IconButton
          icon={ChevronFirst}
          label={t("list.first")}
          disabled={backward}
          onClick={() => turnTo(1)}
        />
        <IconButton
          icon={ChevronLeft}
          label={t("list.previous")}
          disabled={backward}
          onClick={() => turnTo(Math.min(page - 1, pages))}
        />
        <span className="min-w-24 text-center max-sm:sr-only">
          {total !== undefined &&
            (page > pages
              ? t("list.pages", { count: pages, formatted: number(pages) })
              : t("list.pageOf", { page: number(page), pages: number(pages) }))}
        </span>
        <IconButton
          icon={ChevronRight}
          label={t("list.next")}
          disabled={forward}
          onClick={() => turnTo(page + 1)}
        />
        <IconButton
          icon={ChevronLast}
          label={t("list.last")}
          disabled={forward}
          onClick={() => turnTo(pages)}
        />
      </div>
    </nav>
  );
}
