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

  it("takes all or nothing", () => {
    const gap = [...pageOf("ab"), ...pageOf("yz", 8)];
    const some = walk(gap, "a");
    expect(toggleRow(some, gap, "z", true)).toEqual({ selected: some, refused: "unread" });
    expect(mostSelected).toBe(mostChosen);
    const many = Array.from({ length: mostSelected + 1 }, (_, place) => ({
      id: `${place}`,
      row: "",
      place,
    }));
    expect(togglePage(none, many)).toEqual({ selected: none, refused: "tooMany" });
    const full = togglePage(none, many.slice(1)).selected;
    expect(full.rows.size).toBe(mostSelected);
    expect(toggleRow(full, many, "0", false)).toEqual({ selected: full, refused: "tooMany" });
    const first = toggleRow(none, many, "0", false).selected;
    const last = toggleRow(first, many, `${mostSelected}`, true);
    expect(last).toEqual({ selected: first, refused: "tooMany" });
  });
});
