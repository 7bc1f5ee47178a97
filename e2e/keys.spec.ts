import { readFileSync } from "node:fs";
import { documentedInstanceId, tenThousandInstanceId } from "../server/emulator";
import { expect, expectAccessible, test } from "./fixtures";

const history = `/cn-shanghai/instances/${documentedInstanceId}`;

test("letters walk, select, page, search and copy; none fires while one types", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`/cn-shanghai/instances/${tenThousandInstanceId}`);
  const rows = page.getByRole("table").locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(20);
  await page.keyboard.press("j");
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await expect(rows.nth(1)).toBeFocused();
  // A time tells all of itself while its row has the focus.
  const exact = await rows
    .nth(1)
    .getByRole("time")
    .last()
    .evaluate((time) => getComputedStyle(time, "::after").content);
  expect(exact).toMatch(/\d{4}, \d\d:\d\d:\d\d GMT/);

  // Rows are selected on whatever pages, and none moves for it.
  const place = await rows.nth(5).boundingBox();
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Shift+Space");
  const bar = page.getByRole("region", { name: "Selected rows" });
  await expect(bar).toContainText("3 selected");
  expect(await rows.nth(5).boundingBox()).toEqual(place);
  await expect(bar.getByRole("button", { name: "Compare" })).toBeDisabled();
  await page.keyboard.press("Space");
  await expect(bar.getByRole("link", { name: "Compare" })).toHaveAttribute("href", /a=.+&b=.+/);
  await expectAccessible(page);

  await page.keyboard.press("]");
  await expect(page.getByText("21–40 of 10,000")).toBeVisible();
  await page.getByRole("checkbox", { name: "Select all rows on this page" }).check();
  await expect(bar).toContainText("22 selected");
  const file = page.waitForEvent("download");
  await bar.getByRole("button", { name: "Export selected" }).click();
  await page.getByRole("menuitem", { name: "JSON" }).click();
  expect(JSON.parse(readFileSync(await (await file).path(), "utf8")).items).toHaveLength(22);
  await bar.getByRole("button", { name: "Clear selection" }).click();
  await expect(bar).toHaveCount(0);
  await expect(page.getByRole("table").locator("tbody tr:focus")).toHaveCount(1);
  await page.keyboard.press("[");
  await expect(page.getByText("1–20 of 10,000")).toBeVisible();
  await expect(page).not.toHaveURL(/page=/);

  await page.keyboard.press("c");
  await expect(page.getByText("Link copied").last()).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());

  await page.keyboard.press("/");
  const search = page.getByRole("searchbox", { name: "Search snapshots" });
  await expect(search).toBeFocused();
  await page.keyboard.type("jk[c?]");
  await expect(search).toHaveValue("jk[c?]");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a row opens as a link does: in another tab or window, and not where its text is selected", async ({
  page,
  context,
}) => {
  await page.clock.install();
  await page.goto(history);
  const list = page.url();
  const rows = page.getByRole("table").locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(20);
  const href = (await rows.nth(1).getByRole("link").getAttribute("href")) ?? "";
  const cell = rows.nth(1).getByRole("cell").nth(1);
  for (const open of [
    () => cell.click({ modifiers: ["ControlOrMeta"] }),
    () => cell.click({ button: "middle" }),
    () => cell.click({ modifiers: ["Shift"] }),
    () => rows.nth(1).press("ControlOrMeta+Enter"),
  ]) {
    const opened = context.waitForEvent("page");
    await open();
    const other = await opened;
    await expect(other).toHaveURL(new RegExp(`${href}$`));
    await other.close();
    expect(page.url()).toBe(list);
  }

  const image = rows.nth(1).getByRole("cell").nth(2).locator("code");
  await image.dblclick();
  expect(await page.evaluate(() => String(getSelection()))).not.toBe("");
  // By now whatever a click puts off is done.
  await page.clock.fastForward(1000);
  expect(page.url()).toBe(list);
  await image.click();
  await expect(page).toHaveURL(new RegExp(`${href}$`));
});

test("the drawer steps by j and k, and ? shows every key", async ({ page }) => {
  await page.goto(history);
  const rows = page.getByRole("table").locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(20);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  const nameOf = (row: number) => rows.nth(row).getByRole("rowheader").innerText();
  await expect(page.getByRole("dialog", { name: `Snapshot ${await nameOf(0)}` })).toBeVisible();
  await page.keyboard.press("j");
  await expect(page.getByRole("dialog", { name: `Snapshot ${await nameOf(1)}` })).toBeVisible();
  await page.keyboard.press("k");
  await expect(page.getByRole("dialog", { name: `Snapshot ${await nameOf(0)}` })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(rows.first()).toBeFocused();

  // It steps over the page's edge and back, and closes on the page that it is on.
  const last = await nameOf(19);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: `Snapshot ${last}` })).toBeVisible();
  await page.keyboard.press("j");
  await expect(page).toHaveURL(/page=2$/);
  await expect(page.getByText("21–35 of 35")).toBeVisible();
  await expect(page.getByRole("dialog", { name: `Snapshot ${await nameOf(0)}` })).toBeVisible();
  await page.keyboard.press("k");
  await expect(page.getByRole("dialog", { name: `Snapshot ${last}` })).toBeVisible();
  await page.keyboard.press("j");
  await expect(page.getByText("21–35 of 35")).toBeVisible();
  await expect(page.getByRole("dialog", { name: `Snapshot ${await nameOf(0)}` })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\?page=2$/);
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("banner").getByRole("button", { name: "Keyboard shortcuts" }).click();
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
});

test("settings stick: times in UTC, density, rows a page, columns; a link sent is shown as sent; a second tab follows", async ({
  page,
  context,
}) => {
  const second = await context.newPage();
  await second.goto(history);
  await page.goto("/cn-shanghai/instances");
  await page.getByRole("button", { name: "Settings" }).click();
  const dialog = page.getByRole("dialog", { name: "Settings" });
  await dialog.getByRole("radio", { name: "UTC" }).press(" ");
  await dialog.getByRole("radio", { name: "Compact" }).press(" ");
  await dialog.getByRole("radio", { name: "Relative" }).press(" ");
  await dialog.getByRole("radio", { name: "Dark" }).press(" ");
  await dialog.getByRole("radio", { name: "中文" }).press(" ");
  await expect(second.getByRole("link", { name: "实例", exact: true }).first()).toBeVisible();
  await page.getByRole("dialog").getByRole("radio", { name: "English" }).press(" ");
  await expect(second.getByText("UTC", { exact: true })).toBeVisible();
  await expect(second.getByRole("table").getByRole("time").last()).toHaveText(/ago$|yesterday/);
  await expect(second.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(second.getByRole("columnheader", { name: "Image" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  // A compact row has one line, with the id beside the name.
  const row = page.locator("tbody tr").first();
  await expect.poll(async () => (await row.boundingBox())?.height).toBe(28);
  await page.getByRole("searchbox", { name: "Search instances" }).fill("training-data");
  await page.getByRole("link", { name: "training-data_dev" }).click();
  await expect(page.getByText("1–20 of 35")).toBeVisible();
  await expect(
    page.getByRole("main").getByRole("link", { name: "Instances", exact: true }),
  ).toHaveAttribute("href", /\?q=training-data$/);
  await page.getByRole("combobox", { name: "Rows per page" }).selectOption("10");
  await expect(page.getByText("1–10 of 35")).toBeVisible();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Image" }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/size=10&hide=image/);
  await expect(second).toHaveURL(/\?hide=image$/);
  await expect(second.getByRole("columnheader", { name: "Image" })).toHaveCount(0);

  // One's own way to another instance goes one's own ways.
  await page.getByRole("combobox", { name: "Switch instance" }).press("Enter");
  await page.getByRole("dialog").getByRole("combobox").fill("nightly-bot");
  await expect(page.getByRole("option", { name: /nightly-bot_train/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${tenThousandInstanceId}\\?size=10&hide=image$`));
  await expect(page.getByText("1–10 of 10,000")).toBeVisible();

  await page.goto(`${history}?sort=created&order=asc`);
  await expect(page.getByRole("columnheader", { name: "Image" })).toBeVisible();
  await expect(page.getByText("UTC", { exact: true })).toBeVisible();
  // 2021-01-12T14:36:01Z, by the documentation's own example.
  const documented = page.getByRole("row").filter({ hasText: "training_data_env" });
  await expect(documented.getByRole("time").last()).toHaveAttribute("title", /^Jan 12, 2021/);
});

test("who speaks to the browser can switch single letters off", async ({ page }) => {
  await page.goto(history);
  await page.getByRole("button", { name: "Settings" }).click();
  const dialog = page.getByRole("dialog", { name: "Settings" });
  await dialog.getByRole("radio", { name: "Off" }).press(" ");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press("?");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toHaveCount(0);
});
