import { documentedInstanceId, documentedSnapshotId, emptyInstanceId } from "../server/emulator";
import { expect, expectAccessible, expectLoaded, expectNoSidewaysScroll, test } from "./fixtures";

const history = `/cn-shanghai/instances/${documentedInstanceId}`;
const pages = {
  instances: "/cn-shanghai/instances",
  snapshots: history,
  drawer: `${history}/snapshots/${documentedSnapshotId}`,
  empty: `/cn-shanghai/instances/${emptyInstanceId}`,
  "no match": `${history}?q=nothing-is-called-this`,
  "gone snapshot": `${history}/snapshots/snp-gone`,
  "unknown connection": "/cn-nowhere/instances",
  "no page": "/cn-shanghai/volumes/1",
};

/** Both themes and both languages; what one theme shows wrong it shows wrong in either language. */
const looks = [
  { colorScheme: "light", locale: "en-US", lang: /^en/ },
  { colorScheme: "dark", locale: "zh-CN", lang: /^zh/ },
] as const;

for (const { colorScheme, locale, lang } of looks) {
  test.describe(`${colorScheme}, ${locale}`, () => {
    test.use({ colorScheme, locale });
    for (const [name, path] of Object.entries(pages)) {
      test(`axe finds nothing on ${name}`, async ({ page }) => {
        await page.goto(path);
        await expectLoaded(page);
        await expect(page.locator("html")).toHaveAttribute("lang", lang);
        await expectAccessible(page);
      });
    }
  });
}

test("every page fits a phone without scrolling sideways", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of Object.values(pages)) {
    await page.goto(path);
    await expectLoaded(page);
    await expectNoSidewaysScroll(page);
  }
  // What a phone has room for beside the name is how the latest push stands.
  await page.goto(pages.instances);
  await expect(page.getByRole("columnheader")).toHaveText(["Name", "Latest snapshot"]);
});

test("theme and language are kept", async ({ page }) => {
  await page.goto("/cn-shanghai/instances");
  await expect(page.getByRole("radio")).toHaveCount(0);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("radio", { name: "Dark" }).press(" ");
  await page.getByRole("radio", { name: "中文" }).press(" ");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "实例" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "实例" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("the first Tab offers to skip to the content", async ({ page }) => {
  await page.goto("/cn-shanghai/instances");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
});
