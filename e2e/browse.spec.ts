import { readFileSync } from "node:fs";
import { documentedInstanceId, tenThousandInstanceId } from "../server/emulator";
import { chooseExport, expect, test, watchRequests } from "./fixtures";

const history = `/cn-shanghai/instances/${documentedInstanceId}`;

test("the front page leads to the instances of the first connection, marked as the emulator", async ({
  page,
}) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/cn-shanghai\/instances$/);
  await expect(page.getByRole("heading", { name: "Instances" })).toBeVisible();
  await expect(page.getByText("Emulator", { exact: true })).toBeVisible();
  await expect(page.getByText("1–20 of 240")).toBeVisible();
});

test("instances are searched as one types, and the search is in the address", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("/cn-shanghai/instances");
  await expect(page.getByRole("table").locator("tbody").getByRole("link").first()).toBeVisible();
  // What the page's head asks for is what the page reads.
  expect(asked.filter((url) => url.endsWith("/api/connections"))).toHaveLength(1);
  expect(asked.filter((url) => /instances\?page=1&/.test(url))).toHaveLength(1);
  expect(asked.findIndex((url) => /instances\?page=1&/.test(url))).toBeLessThan(
    asked.findIndex((url) => url.includes("/assets/list-")),
  );
  // The width of a column is kept, and given back.
  const end = page.getByRole("separator", { name: "Width of column Name" });
  const width = async () => Number(await end.getAttribute("aria-valuenow"));
  const first = await width();
  await end.press("ArrowRight");
  await end.press("Shift+ArrowRight");
  expect(await width()).toBe(first + 6 * 16);
  const box = await end.boundingBox();
  await end.hover();
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) - 26, (box?.y ?? 0) + 5, { steps: 3 });
  await page.mouse.up();
  expect(await width()).toBe(first + 4 * 16);
  await page.reload();
  await expect(end).toHaveAttribute("aria-valuenow", String(first + 4 * 16));
  await end.dblclick();
  expect(await width()).toBe(first);

  // What is under way stands in the heading, which narrows the list to it and back.
  const latest = page.getByRole("button", { name: /^Filter by Latest snapshot/ });
  await latest.click();
  const moving = page.getByRole("menuitemcheckbox", { name: /^In flight/ });
  await expect(moving).toContainText(/\d/);
  const count = Number(/\d+/.exec(await moving.innerText())?.[0]);
  await moving.click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\?latest=inFlight$/);
  await expect(page.getByText(`1–${count} of ${count}`, { exact: true })).toBeVisible();
  const heading = page.getByRole("button", { name: `${count} in flight` });
  await expect(heading).toHaveAttribute("aria-pressed", "true");
  await heading.click();
  await expect(page).toHaveURL(/\/instances$/);
  await page.getByRole("searchbox", { name: "Search instances" }).fill("training-data");
  await expect(page).toHaveURL(/\?q=training-data$/);
  await expect(page.getByRole("row").filter({ hasText: documentedInstanceId })).toBeVisible();
  await expect(page.getByText("1–1 of 1", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "training-data_dev" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "training-data_dev" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Snapshots of training-data_dev" })).toBeVisible();
});

test("a sort covers the whole history, says so in aria-sort, and survives reload, back and forward", async ({
  page,
}) => {
  await page.goto(history);
  const header = page.getByRole("columnheader", { name: "Duration" });
  await expect(header).toHaveAttribute("aria-sort", "none");
  await page.getByRole("button", { name: "Duration" }).click();
  await expect(page).toHaveURL(/sort=duration/);
  await expect(header).toHaveAttribute("aria-sort", /ascending|descending/);
  // Pushing since 2021: the longest of all 35, which the newest page does not hold.
  await expect(page.getByRole("row").filter({ hasText: "training_data_env" })).toBeVisible();

  await page.reload();
  await expect(header).toHaveAttribute("aria-sort", /ascending|descending/);
  await page.goBack();
  await expect(header).toHaveAttribute("aria-sort", "none");
  await page.goForward();
  await expect(header).toHaveAttribute("aria-sort", /ascending|descending/);
});

test("ten thousand snapshots page, sort and filter", async ({ page }) => {
  await page.goto(`/cn-shanghai/instances/${tenThousandInstanceId}?page=200&size=50`);
  await expect(page.getByText("9,951–10,000 of 10,000")).toBeVisible();
  await page.getByRole("button", { name: "First page" }).click();
  await expect(page.getByText("1–50 of 10,000")).toBeVisible();
  await page.getByRole("button", { name: "Filter by Status" }).click();
  const failed = page.getByRole("menuitemcheckbox", { name: /^Failed/ });
  await expect(failed).toContainText(/\d/);
  await failed.click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/status=Failed/);
  const badges = page.getByRole("row").filter({ hasText: "Failed" });
  await expect(badges).toHaveCount(50);
});

test("the next page is at hand before it is asked for", async ({ page }) => {
  const secondPage = /\/snapshots\?(.*&)?page=2(&|$)/;
  const requests = watchRequests(page);
  const readAhead = page.waitForResponse(secondPage);
  await page.goto(`/cn-shanghai/instances/${tenThousandInstanceId}`);
  await readAhead;
  await page.getByRole("button", { name: "Next page" }).click();
  await expect(page.getByText("21–40 of 10,000")).toBeVisible();
  expect(requests.made.filter((url) => secondPage.test(url))).toHaveLength(1);
});

test("columns are put away in the address", async ({ page }) => {
  await page.goto(history);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Image" }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/hide=image/);
  await expect(page.getByRole("columnheader", { name: "Image" })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("columnheader", { name: "Name" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Image" })).toHaveCount(0);
});

test("another instance is picked from the header by keyboard alone", async ({ page }) => {
  await page.goto(history);
  await page.getByRole("combobox", { name: "Switch instance" }).press("Enter");
  const picker = page.getByRole("dialog").getByRole("combobox", { name: "Search instances" });
  await picker.fill("nightly-bot");
  await expect(page.getByRole("option", { name: /nightly-bot_train/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "nightly-bot_train" })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(tenThousandInstanceId));

  // The one just left stands first, before anything is typed.
  await page.getByRole("combobox", { name: "Switch instance" }).press("Enter");
  await expect(page.getByRole("dialog").getByRole("option").first()).toContainText(
    "training-data_dev",
  );
  await expect(picker).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "training-data_dev" })).toBeVisible();
});

test("a list is exported whole, under its filter", async ({ page }) => {
  await page.goto(`/cn-shanghai/instances/${tenThousandInstanceId}?status=Failed`);
  const range = page.getByText(/^1–20 of [\d,]+$/);
  await expect(range).toBeVisible();
  const total = Number((await range.innerText()).split(" of ")[1]?.replace(",", ""));
  const download = page.waitForEvent("download");
  await chooseExport(page, "CSV");
  const lines = readFileSync(await (await download).path(), "utf8")
    .trimEnd()
    .split("\r\n");
  // A message may have several lines of its own, between quotes.
  const records = lines
    .join("\r\n")
    .replaceAll(/"(?:[^"]|"")*"/g, '""')
    .split("\r\n");
  expect(records.length - 1).toBe(total);
});

test("a page whose code does not come says so, and comes with the next try; a step back is scrolled as it was left", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/cn-shanghai/instances");
  await expect(page.getByText("1–20 of 240")).toBeVisible();
  await page.evaluate(() => window.scrollTo(0, 400));
  const atRisk = page.getByRole("link", { name: "At risk" });
  const code = "**/assets/AtRiskPage-*.js";
  await page.route(code, (route) => route.abort());
  // Not by the pointer, which would scroll to the link first.
  await atRisk.dispatchEvent("click");
  await expect(page.getByRole("heading", { name: "Something went wrong" })).toBeVisible();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);

  await page.goBack();
  await expect(page.getByText("1–20 of 240")).toBeVisible();
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(400);
  await page.unroute(code);
  await atRisk.dispatchEvent("click");
  await expect(page.getByRole("heading", { name: /at risk/i, level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/at-risk$/);
});
