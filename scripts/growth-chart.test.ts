import { expect, it } from "vitest";
import { growthChart, type MeasuredFigures } from "./growth-chart-drawing";

const measured = (
  engine: MeasuredFigures[number]["engine"],
  snapshots: number,
  ms: number,
): MeasuredFigures[number] => ({
  engine,
  snapshots,
  instances: snapshots / 100,
  machine: "a machine",
  answers: { "groups, 7 days": { p50: ms, p95: ms * 2 } },
});

it("a chart of growth has a mark for each figure, higher for what took longer, and says the same in words", () => {
  const chart = growthChart([
    measured("libSQL", 30_000, 2),
    measured("libSQL", 3_000_000, 20),
    measured("PostgreSQL", 30_000, 5),
  ]);
  expect(chart).toContain("libSQL with 3000000 snapshots: groups, 7 days 20 ms.");
  const marks = [...chart.matchAll(/<path class="mark" d="M([\d.]+) ([\d.]+)m-4 0/g)].map(
    ([, x, y]) => ({ x: Number(x), y: Number(y) }),
  );
  // One more is in the legend.
  expect(marks).toHaveLength(4);
  const [small, large] = marks;
  expect(large?.x).toBeGreaterThan(small?.x ?? 0);
  expect(large?.y).toBeLessThan(small?.y ?? 0);
});
