import type { Page } from "@playwright/test";
import { tenThousandInstanceId } from "../server/emulator";
import { expect, expectAccessible, expectSettled, test, watchRequests } from "./fixtures";

const history = `/cn-shanghai/instances/${tenThousandInstanceId}`;
const whole = `${history}?size=all`;

const rows = (page: Page) => page.locator("tbody tr[aria-rowindex]");
/** The row at a place of the page, counted from 1. */
const rowAt = (page: Page, place: number) => page.locator(`tbody tr[aria-rowindex="${place + 1}"]`);

async function openWhole(page: Page) {
  await page.goto(whole);
  await expect(page.getByText("1–10,000 of 10,000")).toBeVisible();
  await expectSettled(page);
  await expect(rowAt(page, 1).getByRole("link")).toBeVisible();
}

/** Brings a row to the top of the box, as a drag of its scroll bar does. */
async function scrollTo(page: Page, place: number) {
  await page
    .getByRole("table")
    .evaluate((table, top) => table.parentElement?.scrollTo({ top }), (place - 1) * 40);
  await expect(rowAt(page, place).getByRole("link")).toBeVisible();
}

test("ten thousand rows stand on one page, of which the document holds those near the view", async ({
  page,
}) => {
  await openWhole(page);
  const table = page.getByRole("table");
  await expect(table).toHaveAttribute("aria-rowcount", "10001");
  expect(await page.locator("tbody tr").count()).toBeLessThan(150);

  await rowAt(page, 1).focus();
  await page.keyboard.press("End");
  await expect(rowAt(page, 10_000)).toBeFocused();
  await expect(rowAt(page, 10_000).getByRole("link")).toBeInViewport();
  await page.keyboard.press("ArrowUp");
  await expect(rowAt(page, 9_999)).toBeFocused();
  expect(await page.locator("tbody tr").count()).toBeLessThan(150);
  await expectAccessible(page);

  await page.keyboard.press("Home");
  await expect(rowAt(page, 1)).toBeFocused();
  await expect(rowAt(page, 1)).toBeInViewport();
  // The header stays in view, and over no row that has the focus.
  await expect(page.getByRole("columnheader", { name: "Status" })).toBeInViewport();
});

test("the arrows walk out of what the document held at first", async ({ page }) => {
  await openWhole(page);
  await rowAt(page, 1).focus();
  for (let step = 0; step < 60; step += 1) await page.keyboard.press("ArrowDown");
  await expect(rowAt(page, 61)).toBeFocused();
  await expect(rowAt(page, 61)).toBeInViewport();
  for (let step = 0; step < 60; step += 1) await page.keyboard.press("ArrowUp");
  await expect(rowAt(page, 1)).toBeFocused();
});

test("all of them sort and filter, each time from the top", async ({ page }) => {
  await openWhole(page);
  await rowAt(page, 1).focus();
  await page.keyboard.press("End");
  await expect(rowAt(page, 10_000).getByRole("link")).toBeVisible();

  await page.getByRole("columnheader", { name: "Duration" }).getByRole("button").click();
  await expect(page).toHaveURL(/sort=duration/);
  await expectSettled(page);
  await expect(rowAt(page, 1).getByRole("link")).toBeInViewport();
  await expect(page.getByText("1–10,000 of 10,000")).toBeVisible();

  await page.getByRole("button", { name: "Filter by Status" }).click();
  await page.getByRole("menuitemcheckbox", { name: /^Failed/ }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/status=Failed/);
  await expectSettled(page);
  await expect(page.getByText("of 10,000")).toHaveCount(0);
  await expect(rowAt(page, 1).getByRole("link")).toBeInViewport();
  for (const row of await rows(page).all()) await expect(row).toContainText("Failed");
});

test("the drawer opens from a deep row, steps over the parts' borders, and gives the focus back", async ({
  page,
}) => {
  await openWhole(page);
  await scrollTo(page, 9_890);
  const name = await rowAt(page, 9_903).getByRole("rowheader").innerText();
  await rowAt(page, 9_903).getByRole("link").click();
  const drawer = page.getByRole("dialog");
  await expect(page.getByRole("dialog", { name: `Snapshot ${name}` })).toBeVisible();

  // Row 9,901 is the first of its part; the one before it is of another part.
  const up = drawer.getByRole("button", { name: "Previous snapshot" });
  for (let place = 9_902; place >= 9_880; place -= 1) {
    await up.click();
    await expect(rowAt(page, place)).toHaveAttribute("aria-current", "true");
  }
  await expect(rowAt(page, 9_880)).toBeInViewport();
  // Scrolled away from, it still takes the focus back.
  await scrollTo(page, 40);
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
  await expect(rowAt(page, 9_880)).toBeFocused();
  await expect(page).toHaveURL(new RegExp(`${tenThousandInstanceId}\\?size=all$`));
});

test("500 rows a page are chosen, and paged through", async ({ page }) => {
  await page.goto(history);
  await page.getByRole("combobox", { name: "Rows per page" }).selectOption("500");
  await expect(page).toHaveURL(/size=500/);
  await expect(page.getByText("1–500 of 10,000")).toBeVisible();
  await page.getByRole("button", { name: "Last page" }).click();
  await expect(page.getByText("9,501–10,000 of 10,000")).toBeVisible();
  await expectSettled(page);
  await rowAt(page, 1).focus();
  await page.keyboard.press("End");
  await expect(rowAt(page, 500)).toBeFocused();
  await expect(rowAt(page, 500).getByRole("link")).toBeInViewport();
  await page.getByRole("combobox", { name: "Rows per page" }).selectOption("all");
  await expect(page).toHaveURL(/size=all/);
  await expect(page.getByText("1–10,000 of 10,000")).toBeVisible();
});

test("on a phone the rows scroll in a box of their own", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openWhole(page);
  expect(await page.locator("tbody tr").count()).toBeLessThan(150);
  await rowAt(page, 1).focus();
  await page.keyboard.press("End");
  await expect(rowAt(page, 10_000)).toBeFocused();
  await expect(rowAt(page, 10_000).getByRole("link")).toBeInViewport();
  const heights = await rows(page).evaluateAll((all) => all.map((row) => row.clientHeight));
  expect(new Set(heights).size).toBe(1);
  await expectAccessible(page);
});

test("rows that could not be read are said to be missing, and come with a second try", async ({
  page,
  server,
}) => {
  const requests = watchRequests(page);
  await openWhole(page);
  await rowAt(page, 1).focus();
  await requests.ended();
  server.emulator.clock.advance(60_000);
  server.emulator.faults.set([{ kind: "denied", rate: 1, target: "ListInstanceSnapshot" }]);
  await page.keyboard.press("End");
  await expect(page.getByRole("alert")).toBeVisible();
  server.emulator.faults.set([]);
  await page.getByRole("alert").getByRole("button", { name: "Retry" }).click();
  await expect(rowAt(page, 10_000).getByRole("link")).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("a snapshot that comes moves every row down by one, those far below too", async ({
  page,
  server,
  addSnapshot,
}) => {
  const { clock } = server.emulator;
  await openWhole(page);
  await rowAt(page, 1).focus();
  await page.keyboard.press("End");
  const last = await rowAt(page, 10_000).getByRole("link").innerText();
  addSnapshot({
    instanceId: tenThousandInstanceId,
    snapshotId: "snp-newest",
    snapshotName: "newest",
    steps: [{ at: clock.now(), status: "Saved" }],
  });
  clock.advance(10_000);
  await page.getByRole("button", { name: "Refresh", exact: true }).click();
  await expect(page.getByText("1–10,001 of 10,001")).toBeVisible();
  await expect(rowAt(page, 10_001).getByRole("link")).toHaveText(last);
  await rowAt(page, 10_000).focus();
  await page.keyboard.press("Home");
  await expect(rowAt(page, 1)).toContainText("newest");
  await expect(rowAt(page, 1)).toBeFocused();
});
