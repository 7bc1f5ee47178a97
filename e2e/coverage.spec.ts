import { tenThousandInstanceId } from "../server/emulator";
import { expect, test } from "./fixtures";

test.use({
  serverOptions: { index: "empty", instances: 24, without: tenThousandInstanceId },
  ownServer: true,
});

test("what vanished is to be confirmed until the service itself says that it is gone", async ({
  page,
  server,
}) => {
  const { data, clock, faults } = server.emulator;
  await server.fullSync();
  const victim = data.instances().at(-1);
  if (!victim) throw new Error("the account has no instances");
  data.deleteInstance(victim.instanceId);
  faults.set([{ kind: "denied", rate: 1, target: "GetInstance" }]);
  clock.advance(60_000);
  await server.fullSync();
  await page.goto("/cn-shanghai/failures");
  await expect(page.getByText("23 of 23 instances read")).toBeVisible();
  await expect(page.getByText("1 missing, not yet confirmed as deleted")).toBeVisible();

  faults.set([]);
  clock.advance(60_000);
  await server.fullSync();
  await page.reload();
  await expect(page.getByText("22 of 22 instances read")).toBeVisible();
  // How the reading goes is there for whoever asks.
  await expect(page.getByText("API calls")).toHaveCount(0);
  await page.getByRole("button", { name: /^Up to date/ }).click();
  const reading = page.getByRole("dialog", { name: "Data freshness" });
  await expect(reading.getByText("Oldest data")).toBeVisible();
  await expect(reading.getByText(/per minute/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(reading).toHaveCount(0);
  await expect(page.getByText("not yet confirmed as deleted")).toBeHidden();
});
