import { documentedInstanceId, tenThousandInstanceId } from "../server/emulator";
import { expect, test } from "./fixtures";

test.use({
  serverOptions: { index: "synced", without: tenThousandInstanceId },
  colorScheme: "dark",
});

const white = "rgb(255, 255, 255)";
const styleOf = (element: Element) => {
  const { backgroundColor, breakInside, display, overflowX, overflowY } = getComputedStyle(element);
  return { backgroundColor, breakInside, display, overflow: `${overflowX} ${overflowY}` };
};

test("the groups of failures are a document: whose they are, whole messages, advice, no controls", async ({
  page,
}) => {
  await page.goto("/cn-shanghai/failures?q=login");
  const group = page.getByRole("listitem").filter({ hasText: "the login for" }).first();
  const advice = group.getByText("For long pushes, use a permanent password");
  await expect(group).toBeVisible();
  await expect(advice).toBeHidden();
  await expect(page.getByText("Data updated")).toBeHidden();

  await page.emulateMedia({ media: "print" });
  await expect(page.getByText(page.url(), { exact: true })).toBeVisible();
  await expect(page.getByText("Data updated")).toBeVisible();
  await expect(page.getByText("Printed")).toBeVisible();
  await expect(page.getByText("239 of 239 instances read")).toBeVisible();
  await expect(page.getByRole("region", { name: "By day" })).toBeVisible();
  await expect(advice).toBeVisible();
  // Nothing to press is left: no section, filter, menu, switch or page to go to.
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("combobox")).toHaveCount(0);
  await expect(page.getByRole("radio")).toHaveCount(0);
  await expect(page.getByRole("searchbox")).toHaveCount(0);
  await expect(page.getByRole("banner").getByText("Snapdeck")).toBeHidden();
  await expect(page.getByRole("navigation", { name: "Sections" })).toBeHidden();

  const message = group.getByText("the login for").first();
  expect(
    await message.evaluate((element) => {
      const line = element.closest("div");
      return line === null || line.scrollHeight > line.clientHeight + 1;
    }),
    "the message is cut",
  ).toBe(false);
  expect(await page.locator("html").evaluate(styleOf)).toMatchObject({ backgroundColor: white });
  expect(await group.evaluate(styleOf)).toMatchObject({ breakInside: "avoid" });
  expect((await page.pdf({ preferCSSPageSize: true })).byteLength).toBeGreaterThan(1024);
});

test("an opened group is printed with its exact messages and all columns of its table", async ({
  page,
}) => {
  // As wide as a page is upright: narrower than the table is on a screen.
  await page.setViewportSize({ width: 700, height: 900 });
  await page.goto("/cn-shanghai/failures");
  await page
    .getByRole("link", { name: /^28 pushes|pushes$/ })
    .first()
    .click();
  const table = page.getByRole("table", { name: /Pushes/i }).last();
  await expect(table.getByRole("row").nth(1)).toBeVisible();

  await page.emulateMedia({ media: "print" });
  for (const column of ["Name", "Status", "Instance", "Last change", "Reason"]) {
    await expect(table.getByRole("columnheader", { name: column, exact: true })).toBeVisible();
  }
  expect(await table.locator("thead").evaluate(styleOf)).toMatchObject({
    display: "table-header-group",
  });
  expect(await table.getByRole("row").nth(1).evaluate(styleOf)).toMatchObject({
    breakInside: "avoid",
  });
  // What scrolls is cut on paper, and a header in it is not repeated.
  const scrolling = await table.evaluate((element) => {
    const around: string[] = [];
    for (let at = element.parentElement; at !== null; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at);
      if (overflowX !== "visible" || overflowY !== "visible") around.push(at.className);
    }
    return around;
  });
  expect(scrolling).toEqual([]);
  const reason = table.getByRole("row").nth(1).getByRole("cell").last();
  expect(
    await reason.evaluate(
      (cell) =>
        [...cell.querySelectorAll("*")].filter(
          (part) =>
            part.scrollWidth > part.clientWidth + 1 &&
            getComputedStyle(part).overflow !== "visible",
        ).length,
    ),
    "the reason is cut",
  ).toBe(0);
  expect((await page.pdf({ preferCSSPageSize: true })).byteLength).toBeGreaterThan(1024);
});

test("an instance is printed with the snapshot that is open after its list, white from the dark theme", async ({
  page,
}) => {
  await page.addInitScript(() => localStorage.setItem("snapdeck.theme", "dark"));
  await page.goto(`/cn-shanghai/instances/${documentedInstanceId}?size=10`);
  await page
    .getByRole("row", { name: /Failed/ })
    .first()
    .getByRole("link")
    .click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByText("Failure reason")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("Data updated")).toBeVisible();
  await expect(page.getByRole("searchbox")).toHaveCount(0);
  await expect(page.getByText("1–10 of 35")).toBeVisible();
  await expect(page.getByRole("button", { name: "Next page" })).toHaveCount(0);
  // A header that sorts has its words in a button; without a box it is repeated like any other.
  const header = page.getByRole("columnheader", { name: "Created" }).locator("button");
  expect(await header.evaluate(styleOf)).toMatchObject({ display: "contents" });
  await expect(drawer.getByText("Failure reason")).toBeVisible();
  const end = await page
    .getByRole("table")
    .evaluate((table) => table.getBoundingClientRect().bottom);
  expect((await drawer.boundingBox())?.y).toBeGreaterThanOrEqual(end - 1);
  expect(await page.locator("html").evaluate(styleOf)).toMatchObject({ backgroundColor: white });
  expect((await page.pdf({ preferCSSPageSize: true })).byteLength).toBeGreaterThan(1024);
});

test.describe("in Chinese", () => {
  test.use({ locale: "zh-CN" });
  test("the head is in Chinese", async ({ page }) => {
    await page.goto("/cn-shanghai/failures");
    await page.emulateMedia({ media: "print" });
    await expect(page.getByText("数据更新于")).toBeVisible();
    await expect(page.getByText("打印于")).toBeVisible();
  });
});

test("the instances are printed with all columns, none over another, upright and across", async ({
  page,
}) => {
  await page.setViewportSize({ width: 768, height: 900 });
  await page.goto("/cn-shanghai/instances");
  await expect(page.getByRole("table").getByRole("row").nth(1)).toBeVisible();
  await page.emulateMedia({ media: "print" });
  // What sticks while it is scrolled would lie over the rows of the pages after the first.
  for (const cell of [page.getByRole("columnheader").first(), page.getByRole("rowheader").first()])
    await expect(cell).toHaveCSS("position", "static");
  for (const width of [1032, 700]) {
    await page.setViewportSize({ width, height: 900 });
    await expect(page.getByRole("columnheader")).toHaveCount(9);
    const over = await page.getByRole("table").evaluate((table) =>
      [...table.querySelectorAll("tr > *")].flatMap((cell) => {
        const right = cell.getBoundingClientRect().right + 1;
        return [...cell.querySelectorAll("*")]
          .filter((part) => part.getBoundingClientRect().right > right)
          .map((part) => part.outerHTML.slice(0, 120));
      }),
    );
    expect(over, `at ${width}`).toEqual([]);
  }
});
