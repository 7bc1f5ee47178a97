import { documentedInstanceId, documentedSnapshotId } from "../server/emulator";
import { expect, expectSettled, test } from "./fixtures";

const history = `/cn-shanghai/instances/${documentedInstanceId}`;
const link = `${history}/snapshots/${documentedSnapshotId}`;

test("three clicks from the front page to the reason of a failed push", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("searchbox", { name: "Search instances" }).fill("training-data");
  await page.getByRole("link", { name: "training-data_dev" }).click();
  // The page that is being left has a column of the same name.
  await expect(page.getByRole("heading", { level: 1, name: "training-data_dev" })).toBeVisible();
  const byStatus = page.getByRole("columnheader", { name: "Status" });
  await byStatus.getByRole("button").click();
  await expect(byStatus).toHaveAttribute("aria-sort", /ending/);
  await expectSettled(page);
  const row = page.getByRole("row").filter({ hasText: "Failed" }).first();
  await row.getByRole("link").click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByText("Failure reason")).toBeVisible();
  await expect(drawer).toContainText(/\w{4,}/);
});

test("a link opens on its snapshot, cold, though it stands on no page in view", async ({
  page,
}) => {
  await page.goto(`${link}?page=1&size=10`);
  const drawer = page.getByRole("dialog", { name: "Snapshot training_data_env" });
  await expect(drawer).toContainText("ImagePullBackOff");
  await expect(drawer).toContainText(
    "registry.cn-shanghai.aliyuncs.com/pai_product/tensorflow:py36_cpu_tf1.12_ubuntu",
  );
  await expect(drawer).not.toContainText("docker pull");
  await expect(drawer).toContainText("Jan 12, 2021, 14:36:01 UTC");
  await expect(drawer).toContainText("Jan 12, 2021, 22:36:01 GMT+8");
  await expect(drawer).toContainText("stsTokenOwner");
  await expect(page.getByText("1–10 of 35")).toBeVisible();
  await expect(page).toHaveTitle(/training_data_env/);
});

test("the drawer opens by Enter, steps by arrows, closes by Esc and gives the focus back", async ({
  page,
}) => {
  await page.goto(history);
  const rows = page.getByRole("table").locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(20);
  await rows.first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const second = await rows.nth(1).getByRole("rowheader").innerText();
  await expect(page.getByRole("dialog", { name: `Snapshot ${second}` })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  const third = await rows.nth(2).getByRole("rowheader").innerText();
  await expect(page.getByRole("dialog", { name: `Snapshot ${third}` })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(rows.nth(2)).toBeFocused();
  await expect(page).toHaveURL(new RegExp(`${documentedInstanceId}$`));
});

test("the link is copied whole, and raw JSON holds allowed fields only", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${link}?sort=status&order=asc`);
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByText("Link copied").last()).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(page.url());
  await drawer.getByText("Raw JSON").click();
  await expect(drawer).toContainText('"snapshotId": "snp-05cexxxxxxxxx"');
});

test("upstream text is text: neither markup nor a link", async ({ page, server, addSnapshot }) => {
  addSnapshot({
    instanceId: documentedInstanceId,
    snapshotId: "snp-hostile",
    snapshotName: "<img src=x onerror=alert(1)>",
    imageUrl: "javascript:alert(1)",
    labels: [{ key: "<b>k</b>", value: "<script>alert(1)</script>" }],
    steps: [
      {
        at: server.emulator.clock.now() - 1000,
        status: "Failed",
        reasonCode: "<i>code</i>",
        reasonMessage: "<a href=javascript:alert(1)>x</a>",
      },
    ],
  });
  await page.goto(`${history}/snapshots/snp-hostile`);
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText("<a href=javascript:alert(1)>x</a>");
  expect(
    await page.locator('[href^="javascript:"], [src^="javascript:"], img[onerror]').count(),
  ).toBe(0);
});

test("a snapshot that is not there says so beside the list", async ({ page }) => {
  await page.goto(`${history}/snapshots/snp-gone`);
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByText("Not found in PAI-DSW")).toBeVisible();
  await expect(drawer.getByText("Request ID")).toBeVisible();
  await expect(page.getByText("1–20 of 35")).toBeVisible();
});
