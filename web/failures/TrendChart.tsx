import { clsx } from "clsx";
import { linesOf } from "./lines";

interface TrendChartProps {
  title: string;
  /** What a screen reader hears in its place; the table beside it has the values. */
  summary: string;
  /** The value that reaches the top, as it is written there. */
  top: string;
  most: number;
  lines: readonly { name: string; style: LineStyle; values: readonly (number | null)[] }[];
}

/** Lines differ by dashes as well as by colour. */
export type LineStyle = "danger" | "plain" | "dashed";

const box = { width: 240, height: 48 };

const strokes: Record<LineStyle, string> = {
  danger: "stroke-danger",
  plain: "stroke-info",
  dashed: "stroke-info [stroke-dasharray:4_3]",
};

/** One or two values by day, as lines over the same days as the bars beside them. */
export function TrendChart({ title, summary, top, most, lines }: TrendChartProps) {
  return (
    <figure className="min-w-0">
      <figcaption className="flex min-h-4 flex-wrap items-center gap-x-3 text-subtle text-xs">
        <span className="font-medium text-muted">{title}</span>
        {lines.length > 1 &&
          lines.map(({ name, style }) => (
            <span key={name} className="flex items-center gap-1">
              <svg aria-hidden viewBox="0 0 16 4" className="h-1 w-4">
                <line x2="16" y1="2" y2="2" strokeWidth="2" className={strokes[style]} />
              </svg>
              {name}
            </span>
          ))}
        <span className="ms-auto">{top}</span>
      </figcaption>
      <svg
        role="img"
        aria-label={summary}
        viewBox={`0 0 ${box.width} ${box.height}`}
        preserveAspectRatio="none"
        className="mt-1 h-12 w-full overflow-visible border-line-strong border-b"
      >
        {lines.flatMap(({ name, style, values }) =>
          linesOf(values, box, most).map((run) => (
            <polyline
              key={`${name} ${run[0]?.x}`}
              // A day alone has no line; it is drawn as a short one.
              points={(run.length === 1 ? run.flatMap(stub) : run)
                .map(({ x, y }) => `${x},${y}`)
                .join(" ")}
              fill="none"
              strokeWidth="1.75"
              strokeLinejoin="round"
              vectorEffect="non-scaling-stroke"
              className={clsx(strokes[style])}
            />
          )),
        )}
      </svg>
    </figure>
  );
}

const stub = ({ x, y }: { x: number; y: number }) => [
  { x: x - 3, y },
  { x: x + 3, y },
];
