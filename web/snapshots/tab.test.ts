import { describe, expect, it } from "vitest";
import type { Phase } from "../../server/contract";
import { derivedSnapshot } from "../../server/contract/rows.testing";
import { tabPhase } from "./tab";

const row = (gmtCreateTime: string | null, phase: Phase) =>
  derivedSnapshot("dsw-1", `snp-${gmtCreateTime}`, { gmtCreateTime, phase });
const older = row("2026-01-01T00:00:00Z", "succeeded");
const newer = row("2026-02-01T00:00:00Z", "failed");
const timeless = row(null, "unknown");

describe("what a tab over a list stands for", () => {
  it("is the newest row's phase, however the list is sorted", () => {
    expect(tabPhase([older, newer, timeless], 0)).toBe("failed");
    expect(tabPhase([timeless, newer, older], 0)).toBe("failed");
  });

  it("is in flight while anything is, on this page or another", () => {
    expect(tabPhase([newer], 1)).toBe("inFlight");
    expect(tabPhase([], 2)).toBe("inFlight");
  });

  it("is nothing where there are no rows", () => {
    expect(tabPhase([], 0)).toBeUndefined();
  });
});
