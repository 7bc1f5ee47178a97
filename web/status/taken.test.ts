import { expect, it } from "vitest";
import { takenMs } from "./taken";

const now = Date.parse("2026-03-01T08:00:00Z");
const gmtCreateTime = "2026-03-01T07:58:00Z";

it("counts what is in flight from its creation until now, and nothing else", () => {
  expect(takenMs({ phase: "inFlight", durationMs: null, gmtCreateTime }, now)).toBe(120_000);
  expect(takenMs({ phase: "inFlight", durationMs: null, gmtCreateTime }, 0)).toBe(0);
  expect(takenMs({ phase: "inFlight", durationMs: 7, gmtCreateTime }, now)).toBe(7);
  expect(takenMs({ phase: "succeeded", durationMs: null, gmtCreateTime }, now)).toBeNull();
  expect(takenMs({ phase: "inFlight", durationMs: null, gmtCreateTime: null }, now)).toBeNull();
});
