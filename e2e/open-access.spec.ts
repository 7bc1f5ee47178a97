import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./fixtures";

test.use({ serverOptions: { instances: 12, access: { mode: "open" } } });

for (const { locale, words } of [
  { locale: "en-US", words: "Open access: anybody who can reach this address" },
  { locale: "zh-CN", words: "开放访问：任何能访问此地址的人" },
]) {
  test.describe(locale, () => {
    test.use({ locale });
    test("every page says that whoever reaches it may read it", async ({ page }) => {
      for (const path of ["/cn-shanghai/instances", "/cn-shanghai/failures", "/nowhere/at/all"]) {
        await page.goto(path);
        await expect(page.getByText(words)).toBeVisible();
      }
      await page.goto("/cn-shanghai/instances");
      await page.setViewportSize({ width: 390, height: 844 });
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    });
  });
}

test.describe("on loopback", () => {
  test.use({ serverOptions: { instances: 12 } });
  test("nothing is said of access", async ({ page }) => {
    await page.goto("/cn-shanghai/instances");
    await expect(page.getByRole("table")).toBeVisible();
    await expect(page.getByText("Open access")).toHaveCount(0);
  });
});
