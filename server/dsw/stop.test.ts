import { expect, it } from "vitest";
import { Stop } from "./stop";

it("tells each listener once, and whoever looks later", () => {
  const stop = new Stop();
  const heard: string[] = [];
  const left = () => heard.push("left");
  stop.addEventListener("abort", () => heard.push("stayed"));
  stop.addEventListener("abort", left);
  stop.removeEventListener("abort", left);
  stop.throwIfAborted();
  expect(stop.aborted).toBe(false);
  stop.abort(new Error("first"));
  stop.abort(new Error("second"));
  expect(heard).toEqual(["stayed"]);
  expect(stop.aborted).toBe(true);
  expect(() => stop.throwIfAborted()).toThrow("first");
});

it("says by default what an AbortController says", () => {
  const stop = new Stop();
  stop.abort();
  expect(stop.reason).toMatchObject({ name: "AbortError" });
});
