import { type RefObject, useLayoutEffect, useMemo, useState } from "react";
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
  const [available, setAvailable] = useState<number>();
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    // On paper every column has its share of the page, whatever the window's width was.
    const measure = () => {
      if (matchMedia("print").matches) return;
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setAvailable(element.clientWidth / rem);
    };
    measure();
    const observer = new ResizeObserver(measure);
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
