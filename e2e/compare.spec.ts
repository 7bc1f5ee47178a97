import type { Page } from "@playwright/test";
import { documentedInstanceId } from "../server/emulator";
import type { SnapshotChange } from "../server/emulator/snapshot-state.testing";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./fixtures";

const history = `/cn-shanghai/instances/${documentedInstanceId}`;
const compare = `${history}/compare?a=snp-older&b=snp-newer`;
const minute = 60_000;

/** Two snapshots of the last minutes: the newer one moved to another image, lost a label and failed. */
function pairAt(now: number): SnapshotChange[] {
  const common = { instanceId: documentedInstanceId, imageId: "image-77" };
  const base = "registry.cn-shanghai.aliyuncs.com/team-vision/pai-notebook-environment";
  return [
    {
      ...common,
      snapshotId: "snp-older",
      snapshotName: "cuda_env_good",
      imageUrl: `${base}:cuda11.8-ubuntu22.04`,
      labels: [
        { key: "team", value: "vision" },
        { key: "purpose", value: "baseline" },
      ],
      fields: { ExcludePaths: ["/root/.cache", "/mnt/data"] },
      steps: [
        { at: now - 60 * minute, status: "Pushing" },
        { at: now - 50 * minute, status: "Saved" },
      ],
    },
    {
      ...common,
      snapshotId: "snp-newer",
      snapshotName: "cuda_env_broken",
      imageUrl: `${base}:cuda12.4-ubuntu22.04`,
      labels: [{ key: "team", value: "vision" }],
      fields: {
        ExcludePaths: ["/root/.cache", "/tmp/checkpoints/a-rather-long-path-that-has-to-wrap"],
      },
      steps: [
        { at: now - 10 * minute, status: "Pushing" },
        {
          at: now - 8 * minute,
          status: "Failed",
          reasonCode: "Internal Error",
          reasonMessage: "layer exceeds the limit of 20 GiB",
        },
      ],
    },
  ];
}

test.beforeEach(({ server, addSnapshot }) => {
  for (const snapshot of pairAt(server.emulator.clock.now())) addSnapshot(snapshot);
});

const line = (page: Page, name: string | RegExp) =>
  page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
const sidesOf = (page: Page, name: string | RegExp) => line(page, name).getByRole("cell");

test("from a failed snapshot's drawer to what changed since the one before", async ({ page }) => {
  // The one before is so by time, whatever the list beside it is sorted and filtered by.
  await page.goto(`${history}/snapshots/snp-newer?sort=name&status=Failed`);
  const drawer = page.getByRole("dialog");
  await expect(
    drawer.getByRole("link", { name: "Compare with last good snapshot" }),
  ).toHaveAttribute("href", /a=snp-older&b=snp-newer$/);
  await drawer.getByRole("link", { name: "Compare with previous snapshot" }).click();
  await expect(page).toHaveURL(
    new RegExp(`${documentedInstanceId}/compare\\?a=snp-older&b=snp-newer$`),
  );
  await expect(page.getByRole("heading", { level: 1, name: "Compare snapshots" })).toBeVisible();
  await expect(
    page.getByRole("table", { name: "cuda_env_good compared with cuda_env_broken" }),
  ).toBeVisible();
  await expect(page.getByRole("columnheader", { name: /cuda_env_good Saved/ })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: /cuda_env_broken Failed/ })).toBeVisible();

  await expect(sidesOf(page, "Image URL differs")).toContainText([/cuda11\.8/, /cuda12\.4/]);
  await expect(page.locator("mark")).toHaveText(["cuda11.8", "cuda12.4"]);
  await expect(sidesOf(page, "purpose differs")).toHaveText(["baseline", "Not set"]);
  await expect(sidesOf(page, "/mnt/data differs")).toHaveText(["Excluded", "Not excluded"]);
  await expect(sidesOf(page, "Duration differs")).toHaveText(["10 min", "2 min8 min shorter"]);
  await expect(sidesOf(page, "Created differs").nth(1)).toContainText("50 min later");
  await expect(line(page, /^Image ID$/)).toBeVisible();
  await expect(line(page, /^team$/)).toBeVisible();
  await expect(page.getByText("9 of 12 differ")).toBeVisible();

  await page.getByRole("link", { name: "cuda_env_good" }).click();
  await expect(page.getByRole("dialog", { name: "Snapshot cuda_env_good" })).toBeVisible();
});

test("differences only and swapped sides are in the address and outlive a reload", async ({
  page,
}) => {
  await page.goto(compare);
  await expect(line(page, /^team$/)).toBeVisible();
  await page.getByRole("switch", { name: "Differences only" }).click();
  await expect(page).toHaveURL(/only=diff$/);
  await expect(line(page, /^team$/)).toHaveCount(0);
  await expect(line(page, "purpose differs")).toBeVisible();
  await page.getByRole("button", { name: "Swap sides" }).click();
  await expect(page).toHaveURL(/\?a=snp-newer&b=snp-older&only=diff$/);
  await page.reload();
  await expect(page.getByRole("switch", { name: "Differences only" })).toBeChecked();
  await expect(sidesOf(page, "purpose differs")).toHaveText(["Not set", "baseline"]);
  await expect(sidesOf(page, "Duration differs").nth(1)).toContainText("8 min longer");
  await page.goBack();
  await expect(page).toHaveURL(/\?a=snp-older&b=snp-newer&only=diff$/);
});

test("another snapshot is chosen above its column", async ({ page }) => {
  await page.goto(`${history}/compare?a=snp-newer`);
  await expect(page.getByRole("columnheader", { name: "No snapshot selected" })).toBeVisible();
  const right = page.getByRole("combobox", { name: "Right snapshot" });
  await expect(right.getByRole("option")).toHaveCount(38);
  await right.selectOption("snp-older");
  await expect(page).toHaveURL(/\?a=snp-newer&b=snp-older$/);
  await expect(right).toHaveValue("snp-older");
  await right.selectOption("snp-newer");
  await expect(page.getByText("Both sides show the same snapshot.")).toBeVisible();
  await page.getByRole("switch", { name: "Differences only" }).click();
  await expect(page.getByText("No differences")).toBeVisible();
});

test("a snapshot that is gone leaves the other one standing", async ({ page }) => {
  await page.goto(`${history}/compare?a=snp-gone&b=snp-newer`);
  await expect(page.getByRole("alert")).toContainText("Not found in PAI-DSW");
  await expect(sidesOf(page, "Image URL")).toHaveText(["", /cuda12\.4/]);
  await expect(page.getByRole("rowheader", { name: "differs" })).toHaveCount(0);
  await expect(page.getByRole("combobox", { name: "Left snapshot" })).toHaveValue("snp-gone");
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
});

for (const look of [
  { colorScheme: "light", locale: "en-US", title: "Compare snapshots" },
  { colorScheme: "dark", locale: "zh-CN", title: "对比快照" },
] as const) {
  test.describe(`${look.colorScheme}, ${look.locale}`, () => {
    test.use({ colorScheme: look.colorScheme, locale: look.locale });
    for (const width of [1440, 390]) {
      test(`axe finds nothing and nothing sticks out at ${width} px`, async ({ page }) => {
        await page.setViewportSize({ width, height: 844 });
        await page.goto(compare);
        await expect(page.getByRole("heading", { level: 1, name: look.title })).toBeVisible();
        await expect(line(page, /purpose/)).toBeVisible();
        await expectNoSidewaysScroll(page);
        await expectAccessible(page);
      });
    }
  });
}
