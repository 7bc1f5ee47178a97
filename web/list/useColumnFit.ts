import { type RefObject, useLayoutEffect, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { useMedia } from "../ui/media";
import type { ColumnHead } from "./columns/column";
import { columnsWithoutRoom } from "./fit-columns";
import type { ColumnWidths } from "./size-columns";

/** What a list's box has room for. */
interface ColumnFit {
  /** Rem that its columns have; undefined while that is not known, and on a phone. */
  available: number | undefined;
  /** The columns without room, by id. */
  dropped: ReadonlySet<string>;
}

/** Rem that the box of the last list had: mostly the next one has as many, and its columns are right at once. */
let lastWidth: number | undefined;

const remPixels = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** Rem that the box has in what the page shows before the app is there; undefined without it. */
function firstViewWidth(): number | undefined {
  // The build, which renders what a page looks like at first, has no document.
  if (typeof document === "undefined") return undefined;
  const box = document.querySelector("[data-first-view] .list-on-paper");
  return box === null ? undefined : box.clientWidth / remPixels();
}

/**
 * What of its columns a list's box has room for. A phone has columns of its own, which are
 * those of its layout and not of its width.
 * @param taken rem that something else takes of its width
 */
export function useColumnFit(
  box: RefObject<HTMLElement | null>,
  columns: readonly ColumnHead[],
  hidden: readonly string[] | undefined,
  sortedBy: string | undefined,
  chosen: ColumnWidths,
  taken = 0,
): ColumnFit {
  const phone = useMedia("(width < 48rem)");
  const [available, setAvailable] = useState(() => {
    lastWidth ??= firstViewWidth();
    return lastWidth;
  });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = () => {
      // On paper every column has its share of the page, whatever the window's width was.
      if (matchMedia("print").matches) return;
      lastWidth = element.clientWidth / remPixels();
      setAvailable(lastWidth);
    };
    // Measuring at once has the browser lay the whole page out before it goes on.
    if (lastWidth === undefined) measure();
    // It calls at first too, before the page is painted.
    const observer = new ResizeObserver(() => flushSync(measure));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  const room = phone || available === undefined ? undefined : available - taken;
  const dropped = useMemo(() => {
    const shown = columns.filter(({ id }) => !hidden?.includes(id));
    return columnsWithoutRoom(shown, room, chosen, sortedBy);
  }, [columns, hidden, room, chosen, sortedBy]);
  return { available: room, dropped };
}
