import { Hono } from "hono";
import { expect, it } from "vitest";
import { createResponses, type ResponseSource } from "./responses";

function answering() {
  const sources: ResponseSource[] = [];
  const answers = createResponses((source) => sources.push(source));
  let made: (() => Promise<{ text: string }>) | null = null;
  const state = { version: "1", seenAs: "all", make: async () => ({ text: "one" }) };
  const app = new Hono().get("/x", async (c) => {
    await answers.give(c, state.seenAs, state.version, made ?? state.make);
    return c.text(c.get("sent").text);
  });
  app.onError((error, c) => c.text(error.message, 500));
  return {
    sources,
    state,
    making(make: () => Promise<{ text: string }>) {
      made = make;
    },
    ask: async (path = "/x") => (await app.request(path)).text(),
  };
}

it("gives an answer again while its version and who may see it are the same", async () => {
  const { ask, sources, state } = answering();
  expect(await ask()).toBe('{"text":"one"}');
  state.make = async () => ({ text: "two" });
  expect(await ask()).toBe('{"text":"one"}');
  expect(await ask("/x?page=2")).toBe('{"text":"two"}');
  state.seenAs = "part";
  expect(await ask()).toBe('{"text":"two"}');
  state.version = "2";
  state.make = async () => ({ text: "three" });
  expect(await ask()).toBe('{"text":"three"}');
  expect(sources).toEqual(["computed", "kept", "computed", "computed", "computed"]);
});

it("keeps no failure, which only those who waited for it see", async () => {
  const { ask, sources, making } = answering();
  let fail = (_error: Error) => {};
  making(
    () =>
      new Promise((_, reject) => {
        fail = reject;
      }),
  );
  const waiting = [ask(), ask()];
  // Both have asked by then.
  await new Promise(setImmediate);
  fail(new Error("away"));
  expect(await Promise.all(waiting)).toEqual(["away", "away"]);
  making(async () => ({ text: "back" }));
  expect(await ask()).toBe('{"text":"back"}');
  expect(sources).toEqual(["computed", "shared", "computed"]);
});

it("takes secrets out before an answer is kept", async () => {
  const { ask, state } = answering();
  state.make = async () => ({ text: "docker login --password=hunter2" });
  for (let n = 0; n < 2; n++) expect(await ask()).toBe('{"text":"docker login --password=***"}');
});
