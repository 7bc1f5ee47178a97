import { type RefObject, useLayoutEffect, useMemo, useState } from "react";
import { useMedia } from "../ui/media";
import type { ColumnHead } from "./columns/column";
import { columnsWithoutRoom } from "./fit-columns";

/**
 * The columns that a list's box has no room for, by id. A phone has columns of its own, which are
 * those of its layout and not of its width.
 */
export function useColumnFit(
  box: RefObject<HTMLElement | null>,
  columns: readonly ColumnHead[],
  hidden: readonly string[] | undefined,
  sortedBy: string | undefined,
): ReadonlySet<string> {
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
  return useMemo(
    () =>
      columnsWithoutRoom(
        columns.filter(({ id }) => !hidden?.includes(id)),
        phone ? undefined : available,
        sortedBy,
      ),
    [columns, hidden, phone, available, sortedBy],
  );
}
