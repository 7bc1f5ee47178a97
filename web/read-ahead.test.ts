import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type AheadLimits, createAhead } from "./read-ahead";

const limits: AheadLimits = { restMs: 80, atOnce: 2, aMinute: 4, freshMs: 30_000 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Reads that end when they are told to. */
function start(isWelcome = () => true) {
  const reads: string[] = [];
  const ends: (() => void)[] = [];
  const read = (href: string) => {
    reads.push(href);
    return new Promise<void>((resolve) => ends.push(resolve));
  };
  const { at } = createAhead({ read, isWelcome, limits });
  const rest = (href: string) => {
    at(href);
    vi.advanceTimersByTime(limits.restMs);
    at(null);
  };
  const end = async () => {
    for (const one of ends.splice(0)) one();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { at, rest, end, reads };
}

describe("reading ahead", () => {
  it("begins after a rest on the link, and not for one that is passed over", () => {
    const { at, rest, reads } = start();
    at("/a");
    vi.advanceTimersByTime(limits.restMs - 1);
    at("/b");
    vi.advanceTimersByTime(limits.restMs - 1);
    // The same one again is no new beginning.
    at("/b");
    expect(reads).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(reads).toEqual(["/b"]);
    at(null);
    vi.advanceTimersByTime(limits.restMs);
    expect(reads).toEqual(["/b"]);
    rest("/c");
    expect(reads).toEqual(["/b", "/c"]);
  });

  it("reads two at a time, and leaves out what comes meanwhile", async () => {
    const { rest, end, reads } = start();
    for (const href of ["/a", "/b", "/c"]) rest(href);
    await end();
    expect(reads).toEqual(["/a", "/b"]);
    rest("/c");
    expect(reads).toEqual(["/a", "/b", "/c"]);
  });

  it("reads an address once while that is fresh", async () => {
    const { rest, end, reads } = start();
    rest("/a");
    await end();
    vi.advanceTimersByTime(limits.freshMs - 2 * limits.restMs);
    rest("/a");
    expect(reads).toEqual(["/a"]);
    vi.advanceTimersByTime(limits.restMs);
    rest("/a");
    expect(reads).toEqual(["/a", "/a"]);
  });

  it("reads so many a minute", async () => {
    const { rest, end, reads } = start();
    for (const href of ["/a", "/b", "/c", "/d", "/e"]) {
      rest(href);
      await end();
    }
    expect(reads).toEqual(["/a", "/b", "/c", "/d"]);
    vi.advanceTimersByTime(60_000);
    rest("/e");
    expect(reads).toHaveLength(5);
  });

  it("reads nothing while it is not welcome", () => {
    const { rest, reads } = start(() => false);
    rest("/a");
    expect(reads).toEqual([]);
  });
});
