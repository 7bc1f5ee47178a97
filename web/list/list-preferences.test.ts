import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepListPreferences, listPreferencesOf } from "./list-preferences";

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe("a reader's preferences for a list", () => {
  it("are its size and columns, and nothing of what it shows", () => {
    keepListPreferences("snapshots", "?q=cuda&status=Failed&page=3&size=50&hide=image&hide=reason");
    expect(listPreferencesOf("snapshots")).toBe("?size=50&hide=image&hide=reason");
    expect(listPreferencesOf("instances")).toBe("");
  });

  it("are forgotten with the defaults", () => {
    keepListPreferences("snapshots", "?size=50");
    keepListPreferences("snapshots", "?q=x");
    expect(listPreferencesOf("snapshots")).toBe("");
  });

  it("do not matter where storage is blocked", () => {
    vi.stubGlobal("localStorage", undefined);
    keepListPreferences("snapshots", "?size=50");
    expect(listPreferencesOf("snapshots")).toBe("");
  });
});
