import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deferRows } from "./deferred-rows";

const row = (id: string, status = "Success") => ({ id, status });
const idOf = ({ id }: { id: string }) => id;
const defer = (shown: readonly string[], read: readonly string[]) =>
  deferRows(
    shown.map((id) => row(id)),
    read.map((id) => row(id)),
    idOf,
  );

describe("rows under the reader's hand", () => {
  it("take on what is new about them in their place", () => {
    const before = [row("a"), row("b", "Pushing")];
    const { rows, updates } = deferRows(before, [row("a"), row("b", "Failed")], idOf);
    expect(rows.map(({ status }) => status)).toEqual(["Success", "Failed"]);
    expect(updates).toBe(0);
  });

  it.each([
    ["one came at the top and pushed one out", ["a", "b"], ["new", "a"], 1],
    ["one came to a page that is not full", ["a"], ["new", "a"], 1],
    ["one went", ["a", "b"], ["b"], 1],
    ["two changed places", ["a", "b", "c"], ["b", "a", "c"], 2],
    ["nothing changed", ["a", "b"], ["a", "b"], 0],
  ])("count what waits: %s", (_what, shown, read, updates) => {
    const result = defer(shown, read);
    expect(result.rows.map(idOf)).toEqual(shown);
    expect(result.updates).toBe(updates);
  });

  it("never move, and wait for nothing exactly when what was read is what stands", () => {
    const ids = fc.uniqueArray(fc.constantFrom(..."abcdefgh"), { maxLength: 6 });
    fc.assert(
      fc.property(ids, ids, (shown, read) => {
        const result = defer(shown, read);
        expect(result.rows.map(idOf)).toEqual(shown);
        expect(result.updates === 0).toBe(shown.join() === read.join());
      }),
    );
  });
});
