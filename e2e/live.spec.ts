import { documentedInstanceId, type SnapshotState, singleInstanceId } from "../server/emulator";
import { expect, test } from "./fixtures";

test("a push in flight settles before one's eyes, and polling stops with it", async ({
  page,
  stage,
}) => {
  const { clock, data, calls } = stage.emulator;
  const begun = clock.now() - 60_000;
  data.addSnapshot({
    instanceId: singleInstanceId,
    snapshotId: "snp-moving",
    snapshotName: "moving",
    imageId: "image-moving",
    imageUrl: "registry.example/a/b:1",
    labels: [],
    labelForm: "array",
    excludePaths: [],
    steps: [
      { at: begun, status: "Pushing" },
      {
        at: begun + 600_000,
        status: "Failed",
        reasonCode: "ImagePushFailed",
        reasonMessage: "denied",
      },
    ],
  });
  await page.clock.install();
  await page.goto(`/cn-shanghai/instances/${singleInstanceId}`);
  const row = page.getByRole("row").filter({ hasText: "moving" });
  await expect(row).toContainText("Pushing");
  await expect(page.getByText("1 in flight")).toBeVisible();

  clock.advance(600_000);
  await page.clock.runFor(3_000);
  await expect(row).toContainText("Failed");
  await expect(page.getByText("1 in flight")).toHaveCount(0);

  await page.waitForLoadState("networkidle");
  const settled = calls.total;
  await page.clock.runFor(120_000);
  expect(calls.total).toBe(settled);
  data.deleteSnapshot(singleInstanceId, "snp-moving");
});

test("a failed refresh keeps the rows and says how old they are", async ({ page, stage }) => {
  await page.goto(`/cn-shanghai/instances/${documentedInstanceId}`);
  await expect(page.getByText("1–20 of 35")).toBeVisible();
  stage.emulator.clock.advance(120_000);
  stage.emulator.faults.set([{ kind: "denied", rate: 1 }]);
  await page.getByRole("button", { name: "Refresh", exact: true }).click();
  await expect(page.getByText(/Refresh failed\. These rows were read/)).toBeVisible();
  await expect(page.getByText("1–20 of 35")).toBeVisible();
});

test("what refreshes by itself can be held, and goes on", async ({ page, stage }) => {
  const { clock, data, calls } = stage.emulator;
  const at = clock.now() - 60_000;
  data.addSnapshot({
    instanceId: singleInstanceId,
    snapshotId: "snp-held",
    snapshotName: "held",
    imageId: "image-held",
    imageUrl: "registry.example/a/b:1",
    labels: [],
    labelForm: "array",
    excludePaths: [],
    steps: [
      { at, status: "Pushing" },
      { at: at + 600_000, status: "Success" },
    ],
  });
  await page.clock.install();
  await page.goto(`/cn-shanghai/instances/${singleInstanceId}`);
  const row = page.getByRole("row").filter({ hasText: "held" });
  await expect(row).toContainText("Pushing");
  await page.getByRole("button", { name: "Pause refreshing" }).click();
  await page.waitForLoadState("networkidle");
  const before = calls.total;
  clock.advance(600_000);
  await page.clock.runFor(60_000);
  expect(calls.total).toBe(before);
  await expect(row).toContainText("Pushing");
  await expect(page.getByText(/^Paused · Read at/)).toBeVisible();
  await page.getByRole("button", { name: "Resume refreshing" }).click();
  await page.clock.runFor(10_000);
  await expect(row).toContainText("Success");
  data.deleteSnapshot(singleInstanceId, "snp-held");
});

test("a lost server is said, looked for, and everything is read anew once it is back", async ({
  page,
  context,
}) => {
  await page.clock.install();
  await page.goto(`/cn-shanghai/instances/${documentedInstanceId}`);
  await expect(page.getByText("1–20 of 35")).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Refresh", exact: true }).click();
  await expect(page.getByText("Snapdeck's server cannot be reached.")).toBeVisible();
  await expect(page.getByText("1–20 of 35")).toBeVisible();
  await context.setOffline(false);
  await page.clock.runFor(4_000);
  await expect(page.getByText("Connected again, and read anew").last()).toBeVisible();
  await expect(page.getByText("Snapdeck's server cannot be reached.")).toHaveCount(0);
  await expect(page.getByText(/Refresh failed/)).toHaveCount(0);
});

test("what comes waits behind a quiet button and moves no row under the hand", async ({
  page,
  stage,
}) => {
  const { clock, data } = stage.emulator;
  const at = clock.now() - 60_000;
  const save = (snapshotId: string, steps: SnapshotState["steps"]) => ({
    instanceId: singleInstanceId,
    snapshotId,
    snapshotName: snapshotId,
    imageId: `image-${snapshotId}`,
    imageUrl: "registry.example/a/b:1",
    labels: [],
    labelForm: "array" as const,
    excludePaths: [],
    steps,
  });
  data.addSnapshot(
    save("snp-moving", [
      { at, status: "Pushing" },
      { at: at + 120_000, status: "Failed" },
    ]),
  );
  await page.clock.install();
  await page.goto(`/cn-shanghai/instances/${singleInstanceId}`);
  const rows = page.getByRole("table").locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("Pushing");
  await rows.first().focus();

  clock.advance(120_000);
  data.addSnapshot(save("snp-come", [{ at: clock.now(), status: "Pushing" }]));
  await page.clock.runFor(3_000);
  // The row in flight moved on in its place, marked; the one that came waits.
  await expect(rows.first()).toContainText("Failed");
  await expect(rows.first()).toBeFocused();
  await expect(rows).toHaveCount(2);
  await page.getByRole("button", { name: "1 update" }).click();
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText("snp-come");
  await expect(page.getByRole("button", { name: "1 update" })).toHaveCount(0);
  data.deleteSnapshot(singleInstanceId, "snp-moving");
  data.deleteSnapshot(singleInstanceId, "snp-come");
});
