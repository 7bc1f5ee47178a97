import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../server/contract";
import { holdRows } from "./held-rows";

const row = (snapshotId: string, status = "Success"): Snapshot => ({
  instanceId: "dsw-1",
  snapshotId,
  snapshotName: null,
  status,
  imageId: null,
  imageUrl: null,
  reasonCode: null,
  reasonMessage: null,
  gmtCreateTime: null,
  gmtModifiedTime: null,
  labels: [],
  excludePaths: [],
  phase: "succeeded",
  durationMs: null,
});
const idsOf = (rows: readonly Snapshot[]) => rows.map(({ snapshotId }) => snapshotId);

describe("rows under the reader's hand", () => {
  it("take on what is new about them in their place", () => {
    const { rows, updates } = holdRows(
      [row("a"), row("b", "Pushing")],
      [row("a"), row("b", "Failed")],
    );
    expect(rows.map(({ status }) => status)).toEqual(["Success", "Failed"]);
    expect(updates).toBe(0);
  });

  it.each([
    ["one came at the top and pushed one out", ["a", "b"], ["new", "a"], 1],
    ["one came to a page that is not full", ["a"], ["new", "a"], 1],
    ["one went", ["a", "b"], ["b"], 1],
    ["two changed places", ["a", "b", "c"], ["b", "a", "c"], 2],
    ["nothing changed", ["a", "b"], ["a", "b"], 0],
  ])("count what waits: %s", (_what, held, read, updates) => {
    const hold = holdRows(
      held.map((id) => row(id)),
      read.map((id) => row(id)),
    );
    expect(idsOf(hold.rows)).toEqual(held);
    expect(hold.updates).toBe(updates);
  });

  it("never move, and wait for nothing exactly when what was read is what stands", () => {
    const ids = fc.uniqueArray(fc.constantFrom(..."abcdefgh"), { maxLength: 6 });
    fc.assert(
      fc.property(ids, ids, (held, read) => {
        const hold = holdRows(
          held.map((id) => row(id)),
          read.map((id) => row(id)),
        );
        expect(idsOf(hold.rows)).toEqual(held);
        expect(hold.updates === 0).toBe(held.join() === read.join());
      }),
    );
  });
});
