import fc from "fast-check";
import { expect, it } from "vitest";
import { columnsWithoutRoom } from "../list/fit-columns";
import { columnRules, roomOf } from "./column-rules";

const column = (id: string, width: number, leaves?: number) => ({
  id,
  label: id,
  width,
  ...(leaves === undefined ? {} : { leaves }),
});

it("a column leaves at just the widths at which the app leaves it out", () => {
  const columns = fc
    .array(fc.tuple(fc.integer({ min: 16, max: 60 }), fc.integer({ min: 0, max: 7 })), {
      minLength: 2,
      maxLength: 8,
    })
    .map((given) => given.map(([width, leaves], at) => column(`c${at}`, width / 4, leaves)));
  fc.assert(
    fc.property(columns, fc.integer({ min: 0, max: 400 }), fc.nat(7), (given, quarters, sorted) => {
      const available = quarters / 4;
      const sortedBy = `c${sorted}`;
      const gone = [...roomOf(given, sortedBy)].filter(([, needed]) => available < needed);
      expect(new Set(gone.map(([id]) => id))).toEqual(
        columnsWithoutRoom(given, available, {}, sortedBy),
      );
    }),
  );
});

it("rules count a column before the list's own, and end where the layout of a phone begins", () => {
  const rules = columnRules("first-x", {
    columns: [column("name", 10), { ...column("status", 8, 1), phoneWidth: 6 }],
    sortedBy: "name",
    taken: 2.5,
  });
  expect(rules).toContain("@media (width >= 48rem){.first-x tr>:nth-child(3){width:8rem}}");
  expect(rules).toContain(
    "@media not all and (width >= 48rem){.first-x tr>:nth-child(3){width:6rem}}",
  );
  expect(rules).toContain(
    "@media (width >= 48rem){@container (width < 20.5rem){.first-x tr>:nth-child(3){display:none}}}",
  );
});
