import { describe, expect, it } from "vitest";
import { mostChosen } from "../../server/contract";
import {
  mostSelected,
  nothingSelected,
  type PlacedRow,
  pageSelected,
  type Selected,
  togglePage,
  toggleRow,
} from "./selection";

const pageOf = (ids: string, from = 0): PlacedRow<string>[] =>
  [...ids].map((id, at) => ({ id, row: `row ${id}`, place: from + at }));
const idsOf = ({ rows }: Selected<string>) => [...rows.keys()].sort().join("");
const none: Selected<string> = nothingSelected;

/** What a walk over rows selects: a letter toggles its row, a capital one selects up to it. */
function walk(page: readonly PlacedRow<string>[], keys: string, start = none) {
  let selected = start;
  for (const key of keys) {
    const id = key.toLowerCase();
    ({ selected } = toggleRow(selected, page, id, key !== id));
  }
  return selected;
}

describe("selecting rows", () => {
  const page = pageOf("abcdef");

  it("takes and leaves one row", () => {
    expect(idsOf(walk(page, "bd"))).toBe("bd");
    expect(idsOf(walk(page, "bdb"))).toBe("d");
    expect(walk(page, "b").rows.get("b")).toBe("row b");
    expect(idsOf(walk(page, "z"))).toBe("");
  });

  it("takes all from the row before up to another, in both directions", () => {
    expect(idsOf(walk(page, "bE"))).toBe("bcde");
    expect(idsOf(walk(page, "eB"))).toBe("bcde");
    expect(idsOf(walk(page, "bDF"))).toBe("bcdef");
    expect(idsOf(walk(page, "C"))).toBe("c");
  });

  it("goes on over pages, and begins no range on another page", () => {
    const onFirst = walk(page, "ab");
    const next = pageOf("ghi");
    expect(idsOf(walk(next, "H", onFirst))).toBe("abh");
    expect(pageSelected(onFirst, next)).toBe("none");
  });

  it("takes a page, what is left of it, or leaves it", () => {
    const some = walk(page, "b");
    expect(pageSelected(some, page)).toBe("some");
    const all = togglePage(some, page).selected;
    expect(pageSelected(all, page)).toBe("all");
    expect(idsOf(togglePage(all, pageOf("ab")).selected)).toBe("cdef");
    expect(pageSelected(none, [])).toBe("none");
  });

  it("tells of rows that it could not take", () => {
    const gap = [...pageOf("ab"), ...pageOf("yz", 8)];
    expect(toggleRow(walk(gap, "a"), gap, "z", true)).toMatchObject({ unread: 6, over: 0 });
    const many = Array.from({ length: mostSelected + 3 }, (_, place) => ({
      id: String(place),
      row: "",
      place,
    }));
    expect(mostSelected).toBe(mostChosen);
    const step = togglePage(none, many);
    expect([step.selected.rows.size, step.over]).toEqual([mostSelected, 3]);
  });
});
