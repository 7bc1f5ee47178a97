import type { BinOutcome } from "../../server/contract";
import { linesOf } from "./lines";

interface TrendLinesProps {
  bins: readonly BinOutcome[];
  /** The value at the top of the axis. */
  top: number;
  lines: readonly TrendLine[];
}

export interface TrendLine {
  name: string;
  style: LineStyle;
  valueAt: (bin: BinOutcome) => number | null;
}

/** Lines differ by dashes as well as by colour. */
type LineStyle = "danger" | "plain" | "dashed";

const box = { width: 240, height: 56 };

const strokes: Record<LineStyle, string> = {
  danger: "stroke-danger",
  plain: "stroke-info",
  dashed: "stroke-info [stroke-dasharray:4_3]",
};

/** One or two values by hour or day, as lines over the same columns as the bars beside them. */
export const TrendLines = ({ bins, top, lines }: TrendLinesProps) => (
  <>
    {bins.at(-1)?.unfinished && (
      <span
        className="hatched absolute inset-y-0 end-0 bg-inset"
        style={{ width: `${100 / bins.length}%` }}
      />
    )}
    <svg
      aria-hidden
      viewBox={`0 0 ${box.width} ${box.height}`}
      preserveAspectRatio="none"
      className="absolute inset-0 size-full overflow-visible"
    >
      {lines.flatMap(({ name, style, valueAt }) =>
        linesOf(bins.map(valueAt), box, top).map((run) => (
          <polyline
            key={`${name} ${run[0]?.x}`}
            // A bin alone has no line; it is drawn as a short one.
            points={(run.length === 1 ? run.flatMap(stub) : run)
              .map(({ x, y }) => `${x},${y}`)
              .join(" ")}
            fill="none"
            strokeWidth="1.75"
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
            className={strokes[style]}
          />
        )),
      )}
    </svg>
  </>
);

/** A line's name with how it is drawn. */
export const LineKey = ({ name, style }: Pick<TrendLine, "name" | "style">) => (
  <span className="flex items-center gap-1">
    <svg aria-hidden viewBox="0 0 16 4" className="h-1 w-4">
      <line x2="16" y1="2" y2="2" strokeWidth="2" className={strokes[style]} />
    </svg>
    {name}
  </span>
);

const stub = ({ x, y }: { x: number; y: number }) => [
  { x: x - 3, y },
  { x: x + 3, y },
];
