import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deferRows, inPlace, type PlacedRows } from "./deferred-rows";

const row = (id: string, status = "Saved") => ({ id, status });
const idOf = ({ id }: { id: string }) => id;
const defer = (shown: readonly string[], read: readonly string[]) =>
  deferRows(inPlace(shown.map((id) => row(id))), inPlace(read.map((id) => row(id))), idOf);

describe("rows under the reader's hand", () => {
  it("take on what is new about them in their place", () => {
    const before = [row("a"), row("b", "Pushing")];
    const { rows, updates } = deferRows(
      inPlace(before),
      inPlace([row("a"), row("b", "Failed")]),
      idOf,
    );
    expect(rows.map(({ status }) => status)).toEqual(["Saved", "Failed"]);
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

describe("a page of which only some rows are read", () => {
  const placed = (total: number, from: number, ids: string): PlacedRows<{ id: string }> => ({
    count: Math.min(total, 10),
    total,
    indexes: [...ids].map((_, at) => from + at),
    rows: [...ids].map((id) => row(id)),
  });
  const deferPlaced = (shown: PlacedRows<{ id: string }>, read: PlacedRows<{ id: string }>) => {
    const result = deferRows(shown, read, idOf);
    const places = result.indexes.map((index, at) => [index, result.rows[at]?.id]);
    return { ...result, places: Object.fromEntries(places) };
  };

  it("keeps what is read in its place, and says that a row came", () => {
    const result = deferPlaced(placed(20, 0, "abc"), placed(21, 0, "nab"));
    expect(result.places).toEqual({ 0: "a", 1: "b", 2: "c" });
    expect(result).toMatchObject({ count: 10, updates: 1, grown: false });
  });

  it("takes in rows that are read later, where they were before another one came", () => {
    const result = deferPlaced(placed(20, 0, "abc"), placed(21, 0, "nabcde"));
    expect(result.places).toEqual({ 0: "a", 1: "b", 2: "c", 3: "d", 4: "e" });
    expect(result).toMatchObject({ updates: 1, grown: true });
  });

  it("says nothing of rows that are only read later", () => {
    const result = deferPlaced(placed(20, 0, "abc"), placed(20, 3, "def"));
    expect(result).toMatchObject({ updates: 0, grown: true });
  });
});
