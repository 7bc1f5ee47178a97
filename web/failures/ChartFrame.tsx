import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { BinOutcome } from "../../server/contract";
import { tickPlaces } from "./chart-scale";

interface ChartFrameProps {
  title: ReactNode;
  /** The value at the top of its axis, as it is written there. */
  top: string;
  bins: readonly BinOutcome[];
  labelOf: (bin: BinOutcome) => string;
  active: number | null;
  /** What is said of the active hour or day, above its column. */
  tooltip: (bin: BinOutcome) => ReactNode;
  className?: string;
  children: ReactNode;
}

const mostLabels = 5;

/** A chart's title, axes, labels and tooltip, around what it draws. */
export function ChartFrame(props: ChartFrameProps) {
  const { bins, active } = props;
  const at = active === null ? undefined : bins[active];
  const ticks = tickPlaces(bins.length, mostLabels);
  return (
    <figure className={clsx("min-w-0", props.className)}>
      <figcaption className="flex min-h-4 flex-wrap items-center gap-x-3 text-subtle text-xs">
        {props.title}
      </figcaption>
      <div className="mt-1 flex gap-1.5 text-subtle text-xs">
        <div
          aria-hidden
          className="flex h-14 w-9 shrink-0 flex-col justify-between text-end leading-none"
        >
          <span>{props.top}</span>
          <span>0</span>
        </div>
        <div className="min-w-0 flex-1">
          <div className="relative h-14 border-line-strong border-t border-b border-t-line">
            <div
              aria-hidden
              className="absolute inset-x-0 top-1/2 border-line border-t border-dashed"
            />
            {props.children}
            {at && active !== null && (
              <Tooltip share={(active + 0.5) / bins.length}>{props.tooltip(at)}</Tooltip>
            )}
          </div>
          <div aria-hidden className="relative h-4 leading-4">
            {ticks.map((place, index) => {
              const bin = bins[place];
              return (
                bin && (
                  <span
                    key={bin.from}
                    className={clsx(
                      "absolute whitespace-nowrap",
                      // Where there is little room, every other one.
                      (ticks.length - index) % 2 === 0 && "max-lg:hidden",
                    )}
                    style={besideEdges((place + 0.5) / bins.length)}
                  >
                    {props.labelOf(bin)}
                  </span>
                )
              );
            })}
          </div>
        </div>
      </div>
    </figure>
  );
}

/** Above its column, and inside of the chart's edges. The columns' own names say the same to a screen reader. */
const Tooltip = ({ share, children }: { share: number; children: ReactNode }) => (
  <div
    aria-hidden
    className="pointer-events-none absolute bottom-full z-menu mb-1 whitespace-nowrap rounded-md border border-line bg-raised px-2 py-1 text-text text-xs shadow-pop print:hidden"
    style={besideEdges(share)}
  >
    {children}
  </div>
);

/** Centered over its place in the middle of a chart, flush with it at the ends. */
const besideEdges = (share: number) => ({
  left: `${share * 100}%`,
  transform: `translateX(-${Math.round(share * 100)}%)`,
});
