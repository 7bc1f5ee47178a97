import { describe, expect, it } from "vitest";
import { pageCount } from "./paging";
import { nextOrder } from "./sorting";

describe("pages of a list", () => {
  it.each([
    [0, 1],
    [1, 1],
    [20, 1],
    [21, 2],
    [6012, 301],
  ])("%d rows by 20 are %d", (total, pages) => {
    expect(pageCount(total, 20)).toBe(pages);
  });
});

describe("a click on a header", () => {
  it("turns the order of the column in force", () => {
    expect(nextOrder("name", { sort: "name", order: "asc" })).toBe("desc");
    expect(nextOrder("created", { sort: "created", order: "desc" })).toBe("asc");
  });

  it("starts another column the way it is read", () => {
    expect(nextOrder("name", { sort: "created", order: "desc" })).toBe("asc");
    expect(nextOrder("duration", { sort: "name", order: "asc" })).toBe("desc");
  });
});
