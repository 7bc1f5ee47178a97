import { expect, it } from "vitest";
import { createStore } from "./create-store";

it("calls its listeners at every change, until they go", () => {
  const store = createStore("a");
  const seen: string[] = [];
  const stop = store.subscribe(() => seen.push(store.get()));
  store.set("b");
  stop();
  store.set("c");
  expect(seen).toEqual(["b"]);
  expect(store.get()).toBe("c");
});

it("works only while somebody listens", () => {
  const log: string[] = [];
  const store = createStore(0, (set) => {
    log.push("start");
    set(1);
    return () => log.push("stop");
  });
  expect(store.get()).toBe(0);
  const first = store.subscribe(() => {});
  const second = store.subscribe(() => {});
  expect(store.get()).toBe(1);
  first();
  expect(log).toEqual(["start"]);
  second();
  expect(log).toEqual(["start", "stop"]);
  store.subscribe(() => {});
  expect(log).toEqual(["start", "stop", "start"]);
});
