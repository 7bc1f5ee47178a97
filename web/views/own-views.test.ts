import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepViews, ownViews, withView } from "./own-views";

let kept: string | null = null;
beforeEach(() => {
  kept = null;
  vi.stubGlobal("localStorage", {
    getItem: () => kept,
    setItem: (_key: string, value: string) => {
      kept = value;
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

describe("views of one's own", () => {
  it("come back as they were kept, the newest first, each name once", () => {
    const first = { name: "a", path: "/c/failures?q=x" };
    const again = { name: "a", path: "/c/instances" };
    keepViews(withView(withView([first], { name: "b", path: "/" }), again));
    expect(ownViews()).toEqual([again, { name: "b", path: "/" }]);
  });

  it.each([
    "{",
    "null",
    "{}",
    '[1,{"name":"x"},{"name":"x","path":"//e.example"}]',
    '[{"name":1,"path":"/"}]',
  ])("are none where %s is kept", (text) => {
    kept = text;
    expect(ownViews()).toEqual([]);
  });
});
