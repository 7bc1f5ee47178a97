import { describe, expect, it } from "vitest";
import { stepSpans } from "./step-spans";

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 8, minute)).toISOString();
const until = Date.parse(at(30));

describe("how long each status lasted", () => {
  it("is up to the next one, and without end once settled", () => {
    const spans = stepSpans(
      [
        { status: "Committing", phase: "inFlight", at: at(0) },
        { status: "Pushing", phase: "inFlight", at: at(4) },
        { status: "Saved", phase: "succeeded", at: at(10) },
      ],
      until,
    );
    expect(spans.map(({ ms }) => ms)).toEqual([240_000, 360_000, null]);
  });

  it("runs on while in flight, and is never less than nothing", () => {
    const spans = stepSpans(
      [
        { status: "Committing", phase: "inFlight", at: at(9) },
        { status: "Pushing", phase: "inFlight", at: at(8) },
      ],
      until,
    );
    expect(spans.map(({ ms }) => ms)).toEqual([0, 22 * 60_000]);
  });
});
