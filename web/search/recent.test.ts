import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  clearRecent,
  type RecentPlace,
  recentPlaces,
  recentSearches,
  rememberPlace,
  rememberSearch,
} from "./recent";

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

const place = (instanceId: string, snapshotId?: string): RecentPlace => ({
  connection: "c",
  instanceId,
  instanceName: null,
  snapshot: snapshotId === undefined ? null : { id: snapshotId, name: "n" },
});

describe("what was opened and searched for last", () => {
  it("is newest first, each once, and not without end", () => {
    for (const id of ["a", "b", "c", "d", "e", "f", "g", "d"]) rememberPlace(place(id));
    rememberPlace(place("d", "snp"));
    expect(recentPlaces().map(({ instanceId, snapshot }) => [instanceId, snapshot?.id])).toEqual([
      ["d", "snp"],
      ["d", undefined],
      ["g", undefined],
      ["f", undefined],
      ["e", undefined],
      ["c", undefined],
    ]);
    for (const text of ["1", "2", "3", "Timeout", "5", "6", "timeout"]) rememberSearch(text);
    expect(recentSearches()).toEqual(["timeout", "6", "5", "3", "2"]);
  });

  it("can be cleared", () => {
    rememberPlace(place("a"));
    rememberSearch("x");
    clearRecent();
    expect([recentPlaces(), recentSearches()]).toEqual([[], []]);
    expect(kept.size).toBe(0);
  });

  it.each(["{", "null", '[1,{"connection":"c"},{"connection":"c","instanceId":"i"}]'])(
    "is none where %s is kept",
    (text) => {
      kept.set("snapdeck.search.places", text);
      expect(recentPlaces()).toEqual([]);
    },
  );
});
