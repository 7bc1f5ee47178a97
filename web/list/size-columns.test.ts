import { describe, expect, it } from "vitest";
import { parseWidths } from "./column-widths";
import { columnsWithoutRoom } from "./fit-columns";
import { boundsOf, chosenOf, moveColumnEnd, widthsOf, withoutChoice } from "./size-columns";

const grows = true as const;
const columns = [
  { id: "name", width: 14 },
  { id: "image", width: 10, grows },
  { id: "created", width: 8 },
  { id: "reason", width: 10, grows },
];
const sum = (widths: readonly number[]) => widths.reduce((a, b) => a + b, 0);

describe("widths of columns", () => {
  it("leave what the others do not take to those that grow, in equal shares", () => {
    expect(widthsOf(columns, 62, {})).toEqual([14, 20, 8, 20]);
  });

  it("stay in their shares where the window changes, and never below what is needed", () => {
    const chosen = { image: 30, reason: 10 };
    expect(widthsOf(columns, 62, chosen)).toEqual([14, 30, 8, 10]);
    expect(widthsOf(columns, 102, chosen)).toEqual([14, 60, 8, 20]);
    expect(widthsOf(columns, 46, chosen)).toEqual([14, 14, 8, 10]);
  });

  it("fill the table where nothing grows", () => {
    const fixed = [columns[0], columns[2]].filter((column) => column !== undefined);
    expect(widthsOf(fixed, 44, {})).toEqual([28, 16]);
    expect(widthsOf(fixed, 44, { name: 10, created: 34 })).toEqual([10, 34]);
  });
});

describe("the end of a column", () => {
  const widths = widthsOf(columns, 62, {});
  const move = (index: number, by: number) => moveColumnEnd(columns, widths, index, by);

  it("moves between two columns, and the table stays as wide as it was", () => {
    expect(move(0, 3)).toEqual([17, 17, 8, 20]);
    expect(move(0, -3)).toEqual([11, 23, 8, 20]);
    expect(move(2, 2)).toEqual([14, 20, 10, 18]);
  });

  it("takes from the columns behind it in turn, none of which becomes too narrow", () => {
    expect(move(0, 12)).toEqual([26, 10, 6, 20]);
    expect(move(0, 100)).toEqual([38, 10, 4, 10]);
    expect(move(1, -100)).toEqual([14, 10, 18, 20]);
    expect(boundsOf(columns, widths, 0)).toEqual({ least: 4, most: 38 });
    for (const by of [-50, -1, 1, 50])
      for (const index of [0, 1, 2]) expect(sum(move(index, by))).toBe(62);
  });

  it("stays where it was put when what was chosen is laid out again", () => {
    for (const by of [-6, -1.5, 2.25, 9]) {
      const moved = move(0, by);
      const chosen = chosenOf(columns, moved, {});
      expect(widthsOf(columns, 62, chosen)).toEqual(moved);
    }
  });

  it("is put back for one column, and for all with one that shares what the others leave", () => {
    const chosen = chosenOf(columns, move(0, 3), { owner: 5 });
    expect(chosen).toEqual({ owner: 5, name: 17, image: 17, reason: 20 });
    expect(withoutChoice(columns, chosen, "name")).toEqual({ owner: 5, image: 17, reason: 20 });
    expect(withoutChoice(columns, chosen, "image")).toEqual({});
    expect(withoutChoice(columns, { name: 17, image: 17, reason: 20 }, "name")).toEqual({});
  });
});

it("columns that were narrowed leave room for others, and widened ones take it", () => {
  const all = columns.map((column, leaves) => ({ ...column, leaves }));
  const dropped = (chosen: Record<string, number>) => [...columnsWithoutRoom(all, 40, chosen)];
  expect(dropped({})).toEqual(["image"]);
  expect(dropped({ name: 12 })).toEqual([]);
  expect(dropped({ name: 30 })).toEqual(["image", "created"]);
  // Of one that grows only the least is needed.
  expect(dropped({ name: 12, reason: 30 })).toEqual([]);
});

it("what is stored of widths is read with care", () => {
  expect(parseWidths('{"name":12.5,"image":"wide","x":-1,"y":1e9}')).toEqual({ name: 12.5 });
  for (const text of [null, "", "null", "7", "{", "[]"]) expect(parseWidths(text)).toEqual({});
});
