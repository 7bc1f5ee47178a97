import { documentedInstanceId, singleInstanceId, tenThousandInstanceId } from "../server/emulator";
import { snapshotState } from "../server/emulator/snapshot-state.testing";
import { expect, expectAccessible, test } from "./fixtures";

test.use({
  serverOptions: { index: "empty", instances: 24, regions: ["cn-shanghai", "cn-beijing"] },
  ownServer: true,
});

test.describe.configure({ mode: "serial" });

test("a push is remembered with the statuses it went through, also after it is gone", async ({
  page,
  server,
}) => {
  const { clock, data } = server.emulator;
  const begun = clock.now() - 60_000;
  data.addSnapshot(
    snapshotState({
      snapshotId: "snp-good",
      imageUrl: "registry.example/a/b:good",
      steps: [{ at: begun - 600_000, status: "Saved" }],
    }),
  );
  data.addSnapshot(
    snapshotState({
      snapshotId: "snp-watched",
      snapshotName: "watched",
      labels: [{ key: "team", value: "needle-in-hay" }],
      steps: [
        { at: begun, status: "Committing" },
        { at: begun + 240_000, status: "Pushing" },
        {
          at: begun + 600_000,
          status: "Failed",
          reasonCode: "ImagePushFailed",
          reasonMessage: "denied",
        },
      ],
    }),
  );
  await server.fullSync();
  clock.advance(300_000);
  await server.fullSync();
  clock.advance(600_000);
  await server.fullSync();

  const link = `/cn-shanghai/instances/${singleInstanceId}/snapshots/snp-watched`;
  await page.goto(link);
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("heading", { name: "Status history" })).toBeVisible();
  await expect(drawer.getByRole("listitem").filter({ hasText: "Committing" })).toContainText(
    "4 min",
  );
  await expect(drawer.getByRole("listitem").filter({ hasText: "Pushing" })).toContainText("6 min");
  await expect(drawer.getByText("no longer lists")).toHaveCount(0);
  const repository = drawer.getByRole("link", { name: "Open repository (opens in a new tab)" });
  await expect(repository).toHaveAttribute(
    "href",
    "https://cr.console.aliyun.com/repository/cn-shanghai/a/b/images",
  );
  for (const link of [repository, page.getByRole("link", { name: "Open instance" }).first()]) {
    await expect(link).toHaveAttribute("target", "_blank");
    await expect(link).toHaveAttribute("rel", "noopener noreferrer");
  }

  data.deleteSnapshot(singleInstanceId, "snp-watched");
  await server.fullSync();
  await page.goto(link);
  await expect(drawer.getByText("PAI-DSW no longer lists this snapshot.")).toBeVisible();
  await expect(drawer).toContainText("ImagePushFailed");
  // Its own image was never pushed: what can be pulled is the instance's last good one.
  await expect(drawer).toContainText("registry.example/a/b:1");
  await expect(drawer).not.toContainText("docker pull registry.example/a/b:1");
  await expect(drawer).toContainText("docker pull registry.example/a/b:good");
  await expect(drawer.getByRole("link", { name: "snp-good" })).toBeVisible();
  await expectAccessible(page);
});

test("an instance's strip has one mark a snapshot, each a link, walked with the arrow keys", async ({
  page,
}) => {
  await page.goto(`/cn-shanghai/instances/${documentedInstanceId}`);
  const strip = page.getByRole("navigation", { name: /^History: 35 snapshots/ });
  await expect(strip.getByRole("link")).toHaveCount(35);
  const failed = strip.getByRole("link", { name: /, Failed, / }).first();
  await failed.click();
  await expect(page.getByRole("dialog")).toContainText("Failure reason");
  await expect(failed).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("Escape");
  // The row of what was open has the focus first.
  await expect(page.locator("tbody tr:focus")).toHaveCount(1);
  await strip.locator('a[tabindex="0"]').focus();
  await page.keyboard.press("Home");
  await expect(strip.getByRole("link").first()).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(strip.getByRole("link").nth(1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();

  await page.goto(`/cn-shanghai/instances/${tenThousandInstanceId}`);
  await expect(page.getByText("newest 120 of 10,000")).toBeVisible();
});

test("anything is found from anywhere by keyboard alone", async ({ page, server }) => {
  await page.goto("/cn-shanghai/failures");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("failed");
  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox", { name: "Search and commands" });
  await box.fill("training-data");
  await expect(page.getByRole("option", { name: /^training-data_dev.*cn-shanghai/ })).toBeVisible();
  await expect(page.getByRole("option", { name: /^training-data_dev.*cn-beijing/ })).toBeVisible();
  await expectAccessible(page);
  await box.fill("needle-in");
  await expect(page.getByRole("option").first()).toContainText("watched");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/snapshots\/snp-watched$/);
  await expect(page.getByRole("dialog", { name: "Snapshot watched" })).toBeVisible();

  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("option", { name: "needle-in", exact: false })).toBeVisible();
  await expectAccessible(page);
  await box.fill("imagepushf");
  const failed = page.getByRole("option", { name: /Reason code ImagePushFailed/ }).first();
  await expect(failed.locator("mark")).toHaveText("ImagePushF");
  await box.press("ArrowDown");
  const byMiddle = () => failed.click({ button: "middle" });
  for (const inTab of [byMiddle, () => box.press("Control+Enter")]) {
    const opening = page.context().waitForEvent("page");
    await inTab();
    const tab = await opening;
    await expect(tab).toHaveURL(/\/snapshots\/snp-/);
    await tab.close();
  }
  await box.fill("keyboard");
  await box.press("Enter");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+k");
  await page.getByRole("button", { name: "Clear recent" }).click();
  await expect(page.getByRole("option", { name: "needle-in" })).toHaveCount(0);
  await expect(box).toBeFocused();
  await box.fill("no such thing anywhere");
  await expect(page.getByText("No results for “no such thing anywhere”.")).toBeVisible();
  await expect(page.getByText("48 of 48 instances read")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(box).toHaveCount(0);
  server.emulator.data.deleteInstance(singleInstanceId);
});

test("a snapshot of an instance that is gone is remembered too", async ({ page }) => {
  await page.goto(`/cn-shanghai/instances/${singleInstanceId}/snapshots/snp-watched`);
  await expect(page.getByRole("alert").first()).toContainText("Not found in PAI-DSW");
  await expect(page.getByRole("dialog")).toContainText("ImagePushFailed");
});
