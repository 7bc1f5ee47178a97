import { parseFault } from "../server/emulator";
import { expect, expectAccessible, expectNoSidewaysScroll, test } from "./fixtures";

test.use({ serverOptions: { instances: 12, access: { mode: "open" } } });

for (const { locale, words } of [
  { locale: "en-US", words: "Open access: anyone who can reach this address" },
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

test("an operator sees how the server and its connections are doing", async ({ page, server }) => {
  await page.goto(`${server.url}/cn-shanghai/instances`);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("link", { name: "Operations" }).click();
  await expect(page).toHaveURL(`${server.url}/operations`);
  const card = page.getByRole("region", { name: "cn-shanghai" });
  await expect(card.getByText("Ready")).toBeVisible();
  await expect(card.getByText("ListInstances", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 800 });
  await expectNoSidewaysScroll(page);

  server.emulator.faults.set([parseFault("denied@ListInstances")]);
  server.emulator.clock.advance(60_000);
  await page.reload();
  await expect(card.getByText("Missing permission")).toBeVisible();
  await expect(card.getByText("Grant paidsw:ListInstances")).toBeVisible();
});
