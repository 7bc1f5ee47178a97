import { clsx } from "clsx";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import type { BinOutcome } from "../../server/contract";
import { rowAfterKey } from "../list/row-keys";
import { Link } from "../ui/Link";

interface BinColumnsProps {
  bins: readonly BinOutcome[];
  /** The column that is pointed at or has the focus, in any of the charts; null for none. */
  active: number | null;
  onActive: (index: number | null) => void;
  /** Whether its columns are walked with the keyboard; one chart of those side by side is. */
  reachable: boolean;
  hrefOf: (bin: BinOutcome) => string;
  /** What a column says: when, and how many. */
  labelOf: (bin: BinOutcome) => string;
  /** What stands in a column. */
  children?: (bin: BinOutcome) => ReactNode;
}

const asRowKeys: Record<string, string> = { ArrowLeft: "ArrowUp", ArrowRight: "ArrowDown" };

/** A chart's columns side by side, one for an hour or a day: each is a link to its pushes, one of them a tab stop. */
export function BinColumns(props: BinColumnsProps) {
  const { bins, active, onActive, reachable } = props;
  const list = useRef<HTMLDivElement>(null);
  const stop = active ?? bins.length - 1;
  const move = (event: KeyboardEvent, index: number) => {
    const next = rowAfterKey(asRowKeys[event.key] ?? event.key, index, bins.length);
    if (next === null) return;
    event.preventDefault();
    list.current?.querySelectorAll("a")[next]?.focus();
  };
  return (
    <div
      ref={list}
      aria-hidden={reachable ? undefined : true}
      className="absolute inset-0 flex"
      onPointerLeave={() => onActive(null)}
    >
      {bins.map((bin, index) => (
        <Link
          key={bin.from}
          to={props.hrefOf(bin)}
          tabIndex={reachable && index === stop ? 0 : -1}
          aria-label={props.labelOf(bin)}
          onPointerEnter={() => onActive(index)}
          onFocus={() => onActive(index)}
          onBlur={() => onActive(null)}
          onKeyDown={(event) => move(event, index)}
          className={clsx(
            "flex h-full min-w-0 flex-1 flex-col justify-end outline-offset-[-1px]",
            index === active && "bg-text/6",
          )}
        >
          {props.children?.(bin)}
        </Link>
      ))}
    </div>
  );
}
