import { expect, it } from "vitest";
import { createInstanceCache } from "./instance-cache";
import { readInstance } from "./parse-items";

/** Instance sets over a plain list, with a clock that each page moves by `pageMs`. */
function stage(count: number, pageMs = 0) {
  let at = 0;
  const instances = Array.from({ length: count }, (_, n) => {
    const time = new Date(Date.UTC(2024, 0, 1) - n * 60_000).toISOString();
    return readInstance({ InstanceId: `dsw-${n}`, GmtCreateTime: time });
  }).filter((instance) => instance !== null);
  const asked: (string | undefined)[] = [];
  const sets = createInstanceCache(
    {
      async listInstances({ page, size, workspace }) {
        asked.push(workspace);
        at += pageMs;
        const items = instances.slice((page - 1) * size, page * size);
        return { items, total: count, requestId: `r${asked.length}`, readAt: at };
      },
    },
    { now: () => at },
  );
  return { sets, asked, instances, pass: (ms: number) => (at += ms) };
}

it("gives every instance once, and keeps them for ten seconds", async () => {
  const { sets, asked, instances, pass } = stage(240);
  expect(sets.peek()).toBeNull();
  const [set] = await Promise.all([sets.whole({}), sets.whole({})]);
  expect(set.items).toEqual(instances);
  expect(asked).toHaveLength(4);
  pass(9_999);
  expect(sets.peek()).toBe(set);
  expect(await sets.whole({})).toBe(set);
  pass(1);
  expect(sets.peek()).toBeNull();
});

it("keeps workspaces apart", async () => {
  const { sets, asked } = stage(3);
  await sets.whole({ workspace: "1001" });
  expect(sets.peek({ workspace: "1002" })).toBeNull();
  expect(sets.peek({ workspace: "1001" })?.total).toBe(3);
  expect(asked).toEqual(["1001"]);
});

it("keeps what took long to read for ten times as long", async () => {
  const { sets, pass } = stage(240, 1_000);
  await sets.whole({});
  pass(35_000);
  expect(sets.peek()).not.toBeNull();
  pass(2_000);
  expect(sets.peek()).toBeNull();
});
