import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { inForce } from "../i18n/translation";

const wordsBefore = inForce.get();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("navigator", { userAgent: "" });
  vi.stubGlobal("location", { origin: "" });
  vi.stubGlobal("Notification", { permission: "default" });
});

afterEach(() => {
  inForce.set(wordsBefore);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it("leaves no timer behind, which the build would wait for", async () => {
  const { renderFirstViews } = await import("./render");

  const { pages } = renderFirstViews();

  expect(pages.en.instances).toContain("<table");
  expect(vi.getTimerCount()).toBe(0);
});
