import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { getJson } from "./client";
import { forgetResponses } from "./known-responses";

/** What the server is asked, and what it answers in turn. */
let asked: { path: string; tag: string | null }[];
let answers: (() => Response)[];

beforeEach(() => {
  asked = [];
  answers = [];
  vi.stubGlobal("fetch", async (path: string, { headers }: RequestInit) => {
    asked.push({ path, tag: new Headers(headers).get("if-none-match") });
    return answers.shift()?.() ?? Response.error();
  });
});
afterEach(() => {
  forgetResponses();
  vi.unstubAllGlobals();
});

const json = (body: object, tag: string, readAt: string) => () =>
  Response.json(body, { headers: { etag: tag, "x-read-at": readAt } });
const unchanged = (readAt: string) => () =>
  new Response(null, { status: 304, headers: { "x-read-at": readAt } });
const refused = () =>
  Response.json({ code: "access.signIn", title: "", detail: "" }, { status: 401 });
const read = (q = "") => getJson("/search", {}, { q }, new AbortController().signal);

it("gives the same object for as long as nothing changes, and tells when it was read", async () => {
  answers = [json({ instances: [] }, '"a"', "one"), unchanged("two"), json({}, '"b"', "three")];
  const first = await read();
  expect(first.reading.at.get()).toBe("one");
  const second = await read();
  expect(second).toBe(first);
  expect(second.reading.at.get()).toBe("two");
  const third = await read();
  expect(third).not.toBe(first);
  // Who follows the one follows the other.
  expect(third.reading).toBe(first.reading);
  expect(asked.map(({ tag }) => tag)).toEqual([null, '"a"', '"a"']);
});

it("gives the cache what it has, so that nothing follows it anew", async () => {
  const rows = { instances: [{ id: 1 }], coverage: { read: 1 } };
  answers = [
    json(rows, '"a"', "one"),
    unchanged("two"),
    json({ ...rows, coverage: { read: 2 } }, '"b"', "three"),
  ];
  const client = new QueryClient();
  const refetch = async () => {
    await client.fetchQuery({ queryKey: ["search"], queryFn: () => read() });
    return client.getQueryData<Awaited<ReturnType<typeof read>>>(["search"]);
  };
  const first = await refetch();
  expect(await refetch()).toBe(first);
  const third = await refetch();
  expect(third).not.toBe(first);
  expect(third?.instances).toBe(first?.instances);
  expect(third?.reading).toBe(first?.reading);
});

it("knows one address from another, and of many only those it asked for last", async () => {
  for (let n = 0; n <= 60; n++) answers.push(json({}, `"${n}"`, "now"));
  for (let n = 0; n <= 60; n++) await read(String(n));
  answers = [unchanged("now"), json({}, '"0"', "now")];
  await read("60");
  await read("0");
  expect(asked.slice(-2)).toEqual([
    { path: "/api/search?q=60", tag: '"60"' },
    { path: "/api/search?q=0", tag: null },
  ]);
});

it("asks like a stranger after somebody was signed out", async () => {
  answers = [json({}, '"a"', "now"), refused, json({}, '"a"', "now")];
  await read();
  await expect(read()).rejects.toMatchObject({ problem: { code: "access.signIn" } });
  await read();
  expect(asked.map(({ tag }) => tag)).toEqual([null, '"a"', null]);
});
