import { expect, it } from "vitest";
import { eventSpan } from "./event-span";

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 8, minute)).toISOString();
const span = (from: number, to: number) => ({ from: Date.parse(at(from)), to: Date.parse(at(to)) });

it.each([
  [at(10), at(30), span(5, 35)],
  [at(10), null, span(5, 15)],
  [null, at(30), span(25, 35)],
  // A clock that was set back.
  [at(30), at(10), span(25, 35)],
  [null, null, null],
  ["soon", "later", null],
])("around a snapshot from %s to %s", (gmtCreateTime, gmtModifiedTime, expected) => {
  expect(eventSpan({ gmtCreateTime, gmtModifiedTime })).toEqual(expected);
});
