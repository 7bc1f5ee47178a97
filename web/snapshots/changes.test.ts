import { describe, expect, it } from "vitest";
import { derivedSnapshot } from "../../server/contract/rows.testing";
import { statusChanges } from "./changes";

const row = (snapshotId: string, status: string | null) =>
  derivedSnapshot("dsw-1", snapshotId, { status, phase: "unknown" });

describe("changes of status between two reads", () => {
  const before = new Map([
    ["a", "Pushing"],
    ["b", "Saved"],
    ["c", null],
  ]);

  it("names what changed and from what", () => {
    const changes = statusChanges(before, [row("a", "Failed"), row("b", "Saved")]);
    expect(changes).toEqual([{ snapshot: row("a", "Failed"), from: "Pushing" }]);
  });

  it("takes a status that appeared as a change, a new row not", () => {
    expect(statusChanges(before, [row("c", "Pushing"), row("d", "Pushing")])).toHaveLength(1);
    expect(statusChanges(new Map(), [row("d", "Pushing")])).toEqual([]);
  });
});
