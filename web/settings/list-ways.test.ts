import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepWays, waysOf } from "./list-ways";

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe("a reader's ways with a list", () => {
  it("are its size and columns, and nothing of what it shows", () => {
    keepWays("snapshots", "?q=cuda&status=Failed&page=3&size=50&hide=image&hide=reason");
    expect(waysOf("snapshots")).toBe("?size=50&hide=image&hide=reason");
    expect(waysOf("instances")).toBe("");
  });

  it("are forgotten with the defaults", () => {
    keepWays("snapshots", "?size=50");
    keepWays("snapshots", "?q=x");
    expect(waysOf("snapshots")).toBe("");
  });

  it("do not matter where storage is blocked", () => {
    vi.stubGlobal("localStorage", undefined);
    keepWays("snapshots", "?size=50");
    expect(waysOf("snapshots")).toBe("");
  });
});
