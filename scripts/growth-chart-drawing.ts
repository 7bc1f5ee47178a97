import { z } from "zod";

/** What an answer took with so many snapshots, in milliseconds. */
export const measuredFigures = z.array(
  z.object({
    engine: z.enum(["libSQL", "PostgreSQL"]),
    snapshots: z.number(),
    instances: z.number(),
    /** What it was measured on, and how busy that was. */
    machine: z.string(),
    answers: z.record(z.string(), z.object({ p50: z.number(), p95: z.number() })),
  }),
);
export type MeasuredFigures = z.infer<typeof measuredFigures>;

/** The answers that are drawn; each has a dash and a mark of its own, since a colour alone does not tell them apart. */
const drawn = [
  { name: "groups, 7 days", dash: "", mark: "circle" },
  { name: "groups, 30 days", dash: "7 4", mark: "square" },
  { name: "search, nothing found", dash: "2 4", mark: "triangle" },
  { name: "search, 2 characters, nothing", dash: "9 3 2 3", mark: "diamond" },
] as const;

const panel = { width: 320, height: 220, left: 56, top: 48, gap: 72 };
const legendTop = panel.top + panel.height + 62;
const width = panel.left + 2 * panel.width + panel.gap + 16;
const height = legendTop + 2 * 22 + 8;

/** A chart of how long answers take (p50) by the number of snapshots, a panel an engine, both axes logarithmic. */
export function growthChart(figures: MeasuredFigures): string {
  const counts = [...new Set(figures.map(({ snapshots }) => snapshots))].sort((a, b) => a - b);
  const all = figures.flatMap(({ answers }) =>
    drawn.flatMap(({ name }) => answers[name]?.p50 ?? []),
  );
  const [low, high] = [
    10 ** Math.floor(Math.log10(Math.min(...all))),
    10 ** Math.ceil(Math.log10(Math.max(...all))),
  ];
  const x = scale(counts[0] ?? 1, counts.at(-1) ?? 10, 24, panel.width - 24);
  const y = scale(low, high, panel.height, 0);
  const ticks = Array.from(
    { length: Math.round(Math.log10(high / low)) + 1 },
    (_, power) => low * 10 ** power,
  );
  const panels = (["libSQL", "PostgreSQL"] as const).map((engine, place) => {
    const own = figures
      .filter((one) => one.engine === engine)
      .sort((a, b) => a.snapshots - b.snapshots);
    const grid = ticks.map(
      (ms) =>
        `<path class="grid" d="M0 ${y(ms)}H${panel.width}"/><text x="-8" y="${y(ms) + 4}" text-anchor="end">${ms}</text>`,
    );
    const below = counts.map(
      (count) =>
        `<path class="axis" d="M${x(count)} ${panel.height}v5"/><text x="${x(count)}" y="${panel.height + 19}" text-anchor="middle">${count.toLocaleString("en")}</text>`,
    );
    const lines = drawn.map(({ name, dash, mark }) => {
      const points = own.flatMap(({ snapshots, answers }) => {
        const ms = answers[name]?.p50;
        return ms === undefined ? [] : [{ x: x(snapshots), y: y(ms) }];
      });
      const path = points
        .map((point, at) => `${at === 0 ? "M" : "L"}${point.x} ${point.y}`)
        .join("");
      return `<path class="line" stroke-dasharray="${dash}" d="${path}"/>${points.map((point) => markAt(mark, point)).join("")}`;
    });
    const offset = panel.left + place * (panel.width + panel.gap);
    return `<g transform="translate(${offset} ${panel.top})"><text x="0" y="-16" class="title">${engine}</text>${grid.join("")}<path class="axis" d="M0 0V${panel.height}H${panel.width}"/>${below.join("")}${lines.join("")}<text x="${panel.width / 2}" y="${panel.height + 40}" text-anchor="middle">snapshots in the index</text></g>`;
  });
  const legend = drawn.map(
    ({ name, dash, mark }, at) =>
      `<g transform="translate(${panel.left + (at % 2) * (panel.width + panel.gap)} ${legendTop + Math.floor(at / 2) * 22})"><path class="line" stroke-dasharray="${dash}" d="M0 0H36"/>${markAt(mark, { x: 18, y: 0 })}<text x="46" y="4">${name}</text></g>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="t d"><title id="t">How long answers take by the number of snapshots</title><desc id="d">${described(figures)}</desc><style>svg{--ink:#1f2328;--grid:#d1d9e0;background:#fff}@media (prefers-color-scheme:dark){svg{--ink:#f0f6fc;--grid:#3d444d;background:#0d1117}}text{font:13px system-ui,sans-serif;fill:var(--ink)}.title{font-weight:600}.grid,.axis,.line{fill:none}.grid{stroke:var(--grid)}.axis,.line,.mark{stroke:var(--ink)}.line{stroke-width:1.5}.mark{fill:var(--ink)}</style><text x="${panel.left - 44}" y="16">p50 in milliseconds</text>${panels.join("")}${legend.join("")}</svg>
`;
}

/** Between two values as their logarithms lie, in tenths of a unit. */
function scale(from: number, to: number, start: number, end: number): (value: number) => number {
  const part = (value: number) => Math.log(value / from) / Math.log(to / from);
  return (value) => Math.round((start + (end - start) * part(value)) * 10) / 10;
}

const shapes = {
  circle: "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
  square: "m-4-4h8v8h-8z",
  triangle: "m0-5 5 9h-10z",
  diamond: "m0-5 5 5-5 5-5-5z",
};
const markAt = (mark: keyof typeof shapes, { x, y }: { x: number; y: number }) =>
  `<path class="mark" d="M${x} ${y}${shapes[mark]}"/>`;

/** The same in words, for whoever does not see it. */
const described = (figures: MeasuredFigures) =>
  figures
    .map(({ engine, snapshots, answers }) => {
      const told = drawn.flatMap(({ name }) => {
        const ms = answers[name]?.p50;
        return ms === undefined ? [] : [`${name} ${ms} ms`];
      });
      return `${engine} with ${snapshots} snapshots: ${told.join("; ")}.`;
    })
    .join(" ");
