import type { Locator, Page } from "@playwright/test";
import {
  documentedInstanceId,
  documentedSnapshotId,
  tenThousandInstanceId,
} from "../server/emulator";
import { expect, expectSettled, test } from "./fixtures";

/** A page has fewer stops than this; who presses Tab so often without arriving is in a trap. */
const mostStops = 60;

test.use({ serverOptions: { index: "synced", without: tenThousandInstanceId } });

/**
 * What is wrong with where the focus is, in words: nothing has it, it is out of sight or covered,
 * or nothing shows that it is there. Empty where all is well.
 */
async function faultsOfFocus(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (at === null || at === document.body) return ["nothing has the focus"];
    // A segment's radio is behind its label, which wears the ring for it.
    const shown = at.matches("input[type=radio]") ? (at.closest("label") ?? at) : at;
    const name = `<${shown.tagName.toLowerCase()}> ${shown.getAttribute("aria-label") ?? shown.textContent?.slice(0, 40)}`;
    const faults: string[] = [];

    const box = shown.getBoundingClientRect();
    const left = Math.max(box.left, 0);
    const right = Math.min(box.right, window.innerWidth);
    const top = Math.max(box.top, 0);
    const bottom = Math.min(box.bottom, window.innerHeight);
    if (right - left < 4 || bottom - top < 4) faults.push("is out of the window");
    // Whatever lies in the middle of each quarter: one of them uncovered is enough to see it by.
    const quarters = [0.25, 0.5, 0.75].flatMap((x) =>
      [0.25, 0.5, 0.75].map((y) => [x, y] as const),
    );
    const uncovered = quarters.some(([x, y]) => {
      const hit = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
      return hit !== null && (shown.contains(hit) || hit.contains(shown));
    });
    if (!uncovered) faults.push("is covered");

    const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(shown);
    const outlined =
      outlineStyle !== "none" &&
      Number.parseFloat(outlineWidth) > 0 &&
      !/, 0\)$/.test(outlineColor);
    if (!outlined) faults.push("does not show that it has the focus");

    if (outlined) {
      const reach = Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset);
      const sides = {
        top: box.top - reach,
        left: box.left - reach,
        bottom: box.bottom + reach,
        right: box.right + reach,
      };
      // What is fixed stands over what scrolls, and is not cut by it.
      const isFixed = (element: Element) => getComputedStyle(element).position === "fixed";
      for (
        let around = isFixed(shown) ? null : shown.parentElement;
        around !== null && !isFixed(around);
        around = around.parentElement
      ) {
        if (getComputedStyle(around).overflowX === "visible") continue;
        const room = around.getBoundingClientRect();
        const cut = [
          sides.top < room.top - 1 ? "top" : "",
          sides.left < room.left - 1 ? "left" : "",
          sides.bottom > room.bottom + 1 ? "bottom" : "",
          sides.right > room.right + 1 ? "right" : "",
        ].filter(Boolean);
        if (cut.length > 0)
          faults.push(`has its ring cut off at the ${cut.join(", ")} by ${around.className}`);
      }
    }
    return faults.map((fault) => `${name} ${fault}`);
  });
}

async function expectFocusShown(page: Page) {
  // Polled: a menu's popup and a panel come in over a few frames.
  await expect.poll(() => faultsOfFocus(page), { message: page.url() }).toEqual([]);
}

const hasFocus = (target: Locator) =>
  target.evaluate((element) => element === document.activeElement);

/** Presses a key until the target has the focus, looking at every stop on the way. */
async function walkTo(page: Page, target: Locator, key = "Tab") {
  await expect(target).toBeAttached();
  for (let stop = 0; stop < mostStops; stop++) {
    await page.keyboard.press(key);
    await expectFocusShown(page);
    if (await hasFocus(target)) return;
  }
  throw new Error(`${mostStops} times ${key} did not lead to ${target}`);
}

test("the product's three uses by keyboard alone, with the focus in sight at every stop", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const failed = /^Failed/;

  // Find an instance.
  await page.goto("/");
  await expectSettled(page);
  await walkTo(page, page.getByRole("searchbox", { name: "Search instances" }));
  await page.keyboard.type("training-data_dev");
  await expect(page).toHaveURL(/q=training-data_dev/);
  await expectSettled(page);
  await walkTo(page, page.getByRole("row", { name: "training-data_dev" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "training-data_dev" })).toBeVisible();
  await expectSettled(page);

  // See which of its pushes failed, and why.
  const filter = page.getByRole("button", { name: "Filter by Status" });
  await walkTo(page, filter);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  await expectFocusShown(page);
  await walkTo(page, page.getByRole("menuitemcheckbox", { name: failed }), "ArrowDown");
  await page.keyboard.press("Space");
  await expect(page).toHaveURL(/status=Failed/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(filter).toBeFocused();
  await expectSettled(page);
  const row = page.getByRole("table").locator("tbody").getByRole("row").first();
  await expect(row).toContainText("Failed");
  await walkTo(page, row);
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText("Failure reason");
  await expectFocusShown(page);

  // Hand it on.
  const share = drawer.getByRole("button", { name: "More links" });
  await walkTo(page, share);
  await page.keyboard.press("Enter");
  // The first Enter opens the menu with the focus on its first item, though its code came with it.
  await expect(page.getByRole("menuitem", { name: "This snapshot only" })).toBeFocused();
  await expectFocusShown(page);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Link copied").last()).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("/snapshots/");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(share).toBeFocused();

  // The panel leaves the page usable, so Tab leaves the panel, and Shift+Tab comes back into it.
  const inDrawer = () => drawer.evaluate((panel) => panel.contains(document.activeElement));
  for (let stop = 0; (await inDrawer()) && stop < mostStops; stop++) {
    await page.keyboard.press("Tab");
    await expectFocusShown(page);
  }
  expect(await inDrawer()).toBe(false);
  await page.keyboard.press("Shift+Tab");
  await expectFocusShown(page);
  expect(await inDrawer()).toBe(true);
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
  await expect(row).toBeFocused();
  await expectFocusShown(page);

  // What else fails like it.
  await walkTo(page, page.getByRole("link", { name: "Failures" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("failed pushes");
  const group = page.getByRole("listitem").filter({ hasText: "Snapdeck's advice" }).first();
  await walkTo(page, group.getByRole("link").first());
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "All groups" })).toBeVisible();
  const groupUrl = page.url();
  await expectSettled(page);
  await expect(page.getByRole("region", { name: "What to try" })).toBeVisible();
  await walkTo(page, page.getByRole("table").last().locator("tbody").getByRole("row").first());
  await page.keyboard.press("Enter");
  await expect(drawer).toContainText("Failure reason");
  await expectFocusShown(page);

  // Alt+Left is the browser's own key, which a headless one does not have; its step back it has.
  await page.goBack();
  await expect(page).toHaveURL(groupUrl);
  // The row has the focus again.
  await walkTo(page, page.getByRole("link", { name: "All groups" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("list", { name: "Failures" })).toBeVisible();
});

test("on a phone the sheet keeps Tab to itself, and Esc leaves it", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(
    `/cn-shanghai/instances/${documentedInstanceId}/snapshots/${documentedSnapshotId}`,
  );
  const sheet = page.getByRole("dialog");
  await expect(sheet).toContainText("training_data_env");
  // Nobody has pressed a key yet: the heading has the focus, and no ring.
  await expect(sheet.getByRole("heading", { level: 2, name: "training_data_env" })).toBeFocused();
  const share = sheet.getByRole("button", { name: "Copy link" });
  await walkTo(page, share);
  await walkTo(page, share);
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await expect(page.locator("tbody").getByRole("row").first()).toBeFocused();
  await expectFocusShown(page);
});
