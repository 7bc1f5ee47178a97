import { expect, it } from "vitest";
import { derivedSnapshot } from "../../server/contract/rows.testing";
import { earlierAmong } from "./earlier-snapshots";

const row = (snapshotId: string, phase: "failed" | "succeeded", day: number | null) =>
  derivedSnapshot("dsw-1", snapshotId, {
    phase,
    gmtCreateTime: day === null ? null : `2021-01-0${day}T00:00:00Z`,
  });

it("compares with the one created before, and with the last good one, among rows newest first", () => {
  const rows = [
    row("d", "failed", 4),
    row("c", "failed", 3),
    row("b", "succeeded", 2),
    row("a", "failed", 1),
    row("unknown", "failed", null),
  ];
  expect(earlierAmong(rows, "d")).toEqual({ previous: "c", lastGood: "b" });
  expect(earlierAmong(rows, "b")).toEqual({ previous: "a", lastGood: null });
  expect(earlierAmong(rows, "unknown")).toEqual({ previous: null, lastGood: null });
  expect(earlierAmong(rows, "elsewhere")).toEqual({ previous: null, lastGood: null });
});
