import { describe, expect, it } from "vitest";
import { nextOrder, orderOf, type Sorting, sortingOf } from "./sorting";

const byName = (order: "asc" | "desc"): Sorting => ({ by: "name", order, onSort: () => {} });
const name = { id: "name", label: "Name", width: 9 };
const created = { id: "created", label: "Created", width: 9 };

describe("a click on a header", () => {
  it("turns the order of the column in force", () => {
    expect(nextOrder(orderOf(byName("asc"), name), "asc")).toBe("desc");
    expect(nextOrder(orderOf(byName("desc"), name), "asc")).toBe("asc");
  });

  it("starts another column the way it is read", () => {
    expect(nextOrder(orderOf(byName("asc"), created), "desc")).toBe("desc");
    expect(nextOrder(orderOf(byName("desc"), created), "asc")).toBe("asc");
  });
});

it("sorts by what is a sort, and by nothing else", () => {
  const changes: object[] = [];
  const sorting = sortingOf({ sort: "name", order: "asc" }, ["name", "created"], (change) =>
    changes.push(change),
  );
  sorting.onSort("created", "desc");
  sorting.onSort("spec", "asc");
  expect(changes).toEqual([{ sort: "created", order: "desc" }]);
});
