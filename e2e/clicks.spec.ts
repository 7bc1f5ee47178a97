import type { Page } from "@playwright/test";
import { expect, expectSettled, test } from "./fixtures";

const history = "/cn-shanghai/instances/dsw-730xxxxxxxxxx";

/** The page's own code is told of no frame until what this gives is called. */
async function holdFrames(page: Page) {
  const release = await page.evaluateHandle(() => {
    const held: FrameRequestCallback[] = [];
    const { requestAnimationFrame } = window;
    window.requestAnimationFrame = (callback) => held.push(callback);
    return () => {
      window.requestAnimationFrame = requestAnimationFrame;
      for (const callback of held) requestAnimationFrame(callback);
    };
  });
  return () => release.evaluate((go) => go());
}

test("what is ticked in a menu has its tick before the list is read anew", async ({ page }) => {
  await page.goto(history);
  await expectSettled(page);
  await page.getByRole("button", { name: /^Filter by Status/ }).click();
  const failed = page.getByRole("menuitemcheckbox", { name: /^Failed/ });
  await expect(failed).toBeVisible();
  const release = await holdFrames(page);
  await failed.click();
  await expect(failed).toBeChecked();
  expect(new URL(page.url()).search).toBe("");
  await release();
  await expect(page).toHaveURL(/\?status=Failed$/);
  await expect(failed).toBeChecked();
});

test("a theme that is chosen is shown as chosen before everything gets its colours", async ({
  page,
}) => {
  await page.goto(history);
  await expectSettled(page);
  await page.getByRole("button", { name: "Settings" }).click();
  const dark = page.getByRole("radio", { name: "Dark" });
  await dark.waitFor();
  const release = await holdFrames(page);
  await dark.press(" ");
  await expect(dark).toBeChecked();
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
  await release();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("a menu that is approached asks for few files, and a second one for one of its own", async ({
  page,
}) => {
  await page.goto(history);
  await expectSettled(page);
  const scripts: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "script") scripts.push(request.url());
  });
  await page.getByRole("button", { name: /^Filter by Status/ }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  expect(scripts).toContainEqual(expect.stringContaining("/popups-"));
  expect(scripts.length).toBeLessThanOrEqual(3);
  scripts.length = 0;
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Search" }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(scripts.filter((url) => url.includes("/popups-"))).toEqual([]);
});
