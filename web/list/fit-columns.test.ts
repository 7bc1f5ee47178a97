import { expect, it } from "vitest";
import { columnsWithoutRoom } from "./fit-columns";

const columns = [
  { id: "name", width: 14 },
  { id: "status", width: 8, leaves: 3 },
  { id: "created", width: 8, leaves: 1 },
  { id: "owner", width: 10, leaves: 2 },
];
const without = (available: number | undefined, sortedBy?: string) => [
  ...columnsWithoutRoom(columns, available, {}, sortedBy),
];

it("keeps all columns where there is room, and while the room is not known", () => {
  expect(without(40)).toEqual([]);
  expect(without(undefined)).toEqual([]);
});

it("lets columns go in their order, only as many as needed", () => {
  expect(without(39)).toEqual(["created"]);
  expect(without(31)).toEqual(["created", "owner"]);
});

it("keeps the column that the list is sorted by longer than all but the most important one", () => {
  expect(without(31, "created")).toEqual(["owner"]);
  expect(without(29, "created")).toEqual(["owner", "created"]);
});

it("never lets the name go", () => {
  expect(without(5)).toEqual(["created", "owner", "status"]);
});
