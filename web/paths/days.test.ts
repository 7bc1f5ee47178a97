import { expect, it } from "vitest";
import { addressedSpan, momentsOf } from "./days";

it.each([
  ["a day", "2026-02-28T00:00:00Z", "2026-03-01T00:00:00Z", "2026-02-28", "2026-02-28"],
  ["days", "2026-02-28T00:00:00.000Z", "2026-03-02T00:00:00.000Z", "2026-02-28", "2026-03-01"],
  [
    "an hour",
    "2026-02-28T05:00:00.000Z",
    "2026-02-28T06:00:00Z",
    "2026-02-28T05:00:00Z",
    "2026-02-28T06:00:00Z",
  ],
  [
    "a day elsewhere",
    "2026-02-27T16:00:00Z",
    "2026-02-28T16:00:00Z",
    "2026-02-27T16:00:00Z",
    "2026-02-28T16:00:00Z",
  ],
])("%s stands in an address as exactly that", (_what, start, end, from, to) => {
  const span = addressedSpan({ from: start, to: end });
  expect(span).toEqual({ from, to });
  const moments = momentsOf(span);
  expect([moments.from, moments.to].map(Date.parse)).toEqual([start, end].map(Date.parse));
});
