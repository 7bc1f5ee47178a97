import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { useTranslation } from "../i18n/translation";

/** A column's end that is being moved, by rem from where it was. */
interface ColumnDrag {
  move: (by: number) => void;
  /** Null where it goes back to where it was. */
  end: (by: number | null) => void;
}

interface ColumnSeparatorProps {
  /** The column's. */
  label: string;
  /** All in rem. */
  width: number;
  least: number;
  most: number;
  onDrag: () => ColumnDrag;
  onStep: (by: number) => void;
  onReset: () => void;
}

const stepRem = 1;
const largeStepRem = 5;
/** What a reader is told counts in pixels of the usual text size. */
const pixels = (rem: number) => Math.round(rem * 16);

/**
 * The end of a column's header: dragged, or moved with the arrow keys, Home and End; a double click or Enter gives
 * the column the width back that it had at first.
 */
export function ColumnSeparator(props: ColumnSeparatorProps) {
  const { label, width, least, most, onDrag, onStep, onReset } = props;
  const { t } = useTranslation();
  const drag = useRef<{ from: number; rem: number; by: number; column: ColumnDrag }>(undefined);

  const begin = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    drag.current = { from: event.clientX, rem, by: 0, column: onDrag() };
  };
  const move = (event: PointerEvent<HTMLElement>) => {
    if (drag.current === undefined) return;
    drag.current.by = (event.clientX - drag.current.from) / drag.current.rem;
    drag.current.column.move(drag.current.by);
  };
  const end = (keep: boolean) => {
    const ended = drag.current;
    drag.current = undefined;
    // A click alone changes nothing.
    ended?.column.end(keep && ended.by !== 0 ? ended.by : null);
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Escape" && drag.current !== undefined) {
      event.preventDefault();
      return end(false);
    }
    const step = event.shiftKey ? largeStepRem : stepRem;
    const by = { ArrowLeft: -step, ArrowRight: step, Home: least - width, End: most - width }[
      event.key
    ];
    if (by === undefined && event.key !== "Enter") return;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (by === undefined) onReset();
    else onStep(by);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule of the page cannot be moved
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t("list.columnWidth", { what: label })}
      aria-valuenow={pixels(width)}
      aria-valuemin={pixels(least)}
      aria-valuemax={pixels(most)}
      title={t("list.columnWidthHint")}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={() => end(true)}
      onPointerCancel={() => end(false)}
      onDoubleClick={onReset}
      onKeyDown={press}
      className="group/end absolute inset-y-0 end-0 w-3 cursor-col-resize touch-none select-none -outline-offset-2 max-md:hidden print:hidden"
    >
      <span
        aria-hidden
        className="absolute inset-y-2 end-0 w-px bg-line group-hover/end:inset-y-0 group-hover/end:w-0.5 group-hover/end:bg-accent group-focus-visible/end:inset-y-0 group-focus-visible/end:w-0.5 group-focus-visible/end:bg-accent group-active/end:inset-y-0 group-active/end:w-0.5 group-active/end:bg-accent"
      />
    </div>
  );
}
