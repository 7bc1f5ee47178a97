import { test as base, expect } from "./fixtures";
import { startTestServer, type TestServer } from "./test-server";

const test = base.extend<object, { sharedServer: TestServer }>({
  sharedServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const stage = await startTestServer({ indexed: true, emulator: { instances: 24 } });
      await use(stage);
      await stage.close();
    },
    { scope: "worker" },
  ],
});

test("what vanished is to be confirmed until the service itself says that it is gone", async ({
  page,
  stage,
}) => {
  const { data, clock, faults } = stage.emulator;
  await stage.sweep();
  const victim = data.instances().at(-1);
  if (!victim) throw new Error("the account has no instances");
  data.deleteInstance(victim.instanceId);
  faults.set([{ kind: "denied", rate: 1, target: "GetInstance" }]);
  clock.advance(60_000);
  await stage.sweep();
  await page.goto("/cn-shanghai/failures");
  await expect(page.getByText("24 of 24 instances read")).toBeVisible();
  await expect(page.getByText("1 vanished, not yet known to be gone")).toBeVisible();

  faults.set([]);
  clock.advance(60_000);
  await stage.sweep();
  await page.reload();
  await expect(page.getByText("23 of 23 instances read")).toBeVisible();
  await expect(page.getByText("not yet known to be gone")).toBeHidden();
});
