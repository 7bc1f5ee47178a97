import { useState } from "react";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { useShortcuts } from "../keys/useShortcuts";
import { announce, flash } from "../ui/announce";
import { rowDomId } from "./row-focus";
import {
  mostSelected,
  nothingSelected,
  type PlacedRow,
  pageSelected,
  type Selected,
  type SelectionStep,
  togglePage,
  toggleRow,
} from "./selection";

/** How a list's rows are selected, and what its bar does with them. */
export interface RowSelection {
  has: (id: string) => boolean;
  /** Selects a row, or no longer; as a range, all from the one selected last. */
  toggle: (id: string, range: boolean) => void;
  page: "none" | "some" | "all";
  /** Selects the page, or none of it; null while not all of its rows are read. */
  togglePage: (() => void) | null;
}

/**
 * The rows that are selected of a list. They stay so on its other pages, and are forgotten with its filters.
 * @param list names what the filters let through
 * @param page the rows on show; undefined until they are read
 * @param whole whether they are all of the page
 * @param enabled whether rows of the list can be selected
 */
export function useSelection<Row>(
  list: string,
  page: readonly PlacedRow<Row>[] = [],
  whole: boolean,
  enabled: boolean,
) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const [kept, setKept] = useState<{ list: string; selected: Selected<Row> }>({
    list,
    selected: nothingSelected,
  });
  const selected: Selected<Row> = kept.list === list ? kept.selected : nothingSelected;
  const set = (next: Selected<Row>) => {
    setKept({ list, selected: next });
    announce(t("selection.count", { count: next.rows.size, shown: number(next.rows.size) }));
  };
  const take = (step: SelectionStep<Row>) => {
    if (step.refused === null) set(step.selected);
    else if (step.refused === "unread") flash(t("selection.unread"));
    else flash(t("selection.most", { most: number(mostSelected) }));
  };
  const toggle = (id: string, range: boolean) => take(toggleRow(selected, page, id, range));
  const toggleFocused = (range: boolean) => {
    const focused = document.activeElement?.closest("tr")?.id;
    const found = page.find(({ id }) => rowDomId(id) === focused);
    if (found) toggle(found.id, range);
  };
  useShortcuts({
    x: enabled ? () => toggleFocused(false) : null,
    X: enabled ? () => toggleFocused(true) : null,
  });
  const rows: RowSelection = {
    has: (id) => selected.rows.has(id),
    toggle,
    page: pageSelected(selected, page),
    togglePage: whole && page.length > 0 ? () => take(togglePage(selected, page)) : null,
  };
  return { rows, chosen: [...selected.rows.values()], clear: () => set(nothingSelected) };
}
