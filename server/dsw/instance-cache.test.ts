import { expect, it } from "vitest";
import { createInstanceCache } from "./instance-cache";
import { readInstance } from "./parse-items";

/** An instance cache over a plain list, with a clock that each page moves by `pageMs`. */
function setUp(count: number, pageMs = 0) {
  let at = 0;
  const instances = Array.from({ length: count }, (_, n) => {
    const time = new Date(Date.UTC(2024, 0, 1) - n * 60_000).toISOString();
    return readInstance({ InstanceId: `dsw-${n}`, GmtCreateTime: time });
  }).filter((instance) => instance !== null);
  const asked: (string | undefined)[] = [];
  const lists = createInstanceCache(
    {
      async listInstances({ page, size, workspace }) {
        asked.push(workspace);
        at += pageMs;
        const items = instances.slice((page - 1) * size, page * size);
        return { items, total: count, requestId: `r${asked.length}`, readAt: at };
      },
    },
    { monotonicNow: () => at },
  );
  return { lists, asked, instances, pass: (ms: number) => (at += ms) };
}

it("gives every instance once, and keeps them for ten seconds", async () => {
  const { lists, asked, instances, pass } = setUp(240);
  expect(lists.peek()).toBeNull();
  const [list] = await Promise.all([lists.whole({}), lists.whole({})]);
  expect(list.items).toEqual(instances);
  expect(asked).toHaveLength(4);
  pass(9_999);
  expect(lists.peek()).toBe(list);
  expect(await lists.whole({})).toBe(list);
  pass(1);
  expect(lists.peek()).toBeNull();
});

it("gives a page again for two seconds, each order and size its own", async () => {
  const { lists, asked, pass } = setUp(240);
  const q = { page: 1, size: 20, sort: "GmtCreateTime", order: "desc" } as const;
  const page = await lists.page(q);
  pass(1_999);
  expect(await lists.page(q)).toBe(page);
  await lists.page({ ...q, size: 50 });
  await lists.page({ ...q, order: "asc" });
  expect(asked).toHaveLength(3);
  pass(1);
  expect(await lists.page(q)).not.toBe(page);
});

it("keeps workspaces apart", async () => {
  const { lists, asked } = setUp(3);
  await lists.whole({ workspace: "1001" });
  expect(lists.peek({ workspace: "1002" })).toBeNull();
  expect(lists.peek({ workspace: "1001" })?.total).toBe(3);
  expect(asked).toEqual(["1001"]);
});

it("keeps what took long to read for ten times as long", async () => {
  const { lists, pass } = setUp(240, 1_000);
  await lists.whole({});
  pass(35_000);
  expect(lists.peek()).not.toBeNull();
  pass(2_000);
  expect(lists.peek()).toBeNull();
});
