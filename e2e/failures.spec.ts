import { readFileSync } from "node:fs";
import { tenThousandInstanceId } from "../server/emulator";
import { chooseExport, expect, expectAccessible, expectNoSidewaysScroll, test } from "./fixtures";

test.use({ serverOptions: { index: "empty", without: tenThousandInstanceId }, ownServer: true });

test.describe.configure({ mode: "serial" });

test("before the first full sync nothing is not known to be nothing", async ({ page }) => {
  await page.goto("/cn-shanghai/failures");
  await expect(page.getByRole("heading", { level: 1, name: "Can't tell yet" })).toBeVisible();
  await expect(page.getByText("0 of 0 instances read")).toBeVisible();
});

test("from a cold start to the failing group, its cause, an example's drawer, and the link sent on", async ({
  page,
  server,
  context,
}) => {
  await server.fullSync();
  await page.goto("/");
  await page.getByRole("link", { name: "Failures" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    /^\d+ failed pushes in \d+ instances$/,
  );
  await expect(page.getByText("239 of 239 instances read")).toBeVisible();

  const groups = page.getByRole("list", { name: "Failures" });
  const titleOf = (at: number) => groups.getByRole("heading").nth(at).getByRole("link");
  for (const [key, at] of [
    ["j", 0],
    ["j", 1],
    ["ArrowDown", 2],
    ["k", 1],
  ] as const) {
    await page.keyboard.press(key);
    await expect(titleOf(at)).toBeFocused();
  }

  const group = page.getByRole("listitem").filter({ hasText: "the login for" }).first();
  // A number is a link, and opens exactly its pushes.
  const count = Number(/(\d+) pushes/.exec(await group.innerText())?.[1]);
  await group.getByRole("link", { name: `${count} pushes` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`${count} failed pushes`);
  await expect(page.getByText(new RegExp(`of ${count}$`))).toBeVisible();
  const advice = page.getByRole("region", { name: "What to try" });
  await expect(advice.getByRole("listitem").first()).toContainText("You:");
  await expect(advice.getByRole("link").first()).toHaveAttribute("href", /^https:/);

  await page.getByRole("table").getByRole("row").nth(1).getByRole("link").first().click();
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText("has expired, please log in again");
  const link = page.url();
  const colleague = await context.newPage();
  await colleague.goto(link);
  await expect(colleague.getByRole("dialog")).toContainText("has expired, please log in again");
});

test("filters are in the address, count what they would show, and survive reload", async ({
  page,
}) => {
  await page.goto("/cn-shanghai/failures?period=30d");
  await page.getByRole("button", { name: "Filter by Reason" }).click();
  const item = page.getByRole("menuitemcheckbox", { name: /^CommitFailed/ });
  const count = Number(/\d+/.exec((await item.innerText()).replace("CommitFailed", ""))?.[0]);
  await item.click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/period=30d&reason=CommitFailed/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`${count} failed pushes`);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`${count} failed pushes`);
  await page.getByRole("radio", { name: "By instance" }).press(" ");
  await expect(page).toHaveURL(/by=instance/);
});

test("a group is copied for a ticket, masked, and the whole list is exported under its filter", async ({
  page,
}) => {
  await page.goto("/cn-shanghai/failures?sort=count");
  await page.getByRole("listitem").first().getByRole("link").first().click();
  await page.getByRole("main").getByText("Incident summary").click();
  const preview = page.locator("pre");
  await expect(preview).toContainText("aliyun pai-dsw list-instance-snapshot");
  await expect(preview).not.toContainText(/\b2018345678901234\d\d\b/);
  await page.getByRole("checkbox", { name: /Mask account IDs/ }).uncheck();
  await expect(preview).toContainText(/2018345678901234\d\d/);

  const heading = await page.getByRole("heading", { level: 1 }).innerText();
  const download = page.waitForEvent("download");
  await chooseExport(page, "CSV");
  const lines = readFileSync(await (await download).path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(lines[0]).toContain("snapshotId");
  expect(lines.length - 1).toBe(Number(/\d+/.exec(heading)?.[0]));
});

test("who could be recovered from least stands on top", async ({ page }) => {
  await page.goto("/cn-shanghai/failures");
  await page.getByRole("link", { name: "At risk" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    /^\d+ instances whose latest push failed$/,
  );
  const table = page.getByRole("table", { name: "At risk" });
  const first = table.getByRole("row").nth(1);
  await expect(first).toContainText(/None|ago/);
  const need = await first.innerText();
  const good = table.getByRole("columnheader", { name: "Last good image" });
  await expect(good).toHaveAttribute("aria-sort", "ascending");
  await table.getByRole("button", { name: "Owner" }).click();
  await expect(page).toHaveURL(/\?sort=owner$/);
  await expect(good).toHaveAttribute("aria-sort", "none");
  await table.getByRole("button", { name: "Last good image" }).click();
  await expect(page).toHaveURL(/at-risk$/);
  await expect.poll(() => first.innerText()).toBe(need);
  await expect(first).toContainText(/\d+ failed/);
  await expectAccessible(page);
  await first.getByRole("link").first().click();
  await expect(page.getByRole("table", { name: /^Snapshots of/ })).toBeVisible();
});

test("what is stuck is found, and says by which measure", async ({ page }) => {
  await page.goto("/cn-shanghai/failures?outcome=stuck");
  await expect(page.getByText(/P99/)).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: "training_data_env" });
  await expect(row).toContainText("ImagePullBackOff");
  // It is so now, whenever it began.
  await expect(page.getByRole("group", { name: "Period" })).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, locale: colorScheme === "dark" ? "zh-CN" : "en-US" });
    test("axe finds nothing on the failures page and in a group, and a phone need not scroll sideways", async ({
      page,
    }) => {
      await page.goto("/cn-shanghai/failures");
      const groups = page.getByRole("main").getByRole("listitem");
      await expect(groups.first()).toBeVisible();
      await page.getByRole("button", { name: /^(Export|导出)$/ }).click();
      await expect(page.getByRole("menuitem", { name: /CSV/ })).toHaveAttribute(
        "href",
        new RegExp(`&language=${colorScheme === "dark" ? "zh-CN" : "en"}$`),
      );
      await page.keyboard.press("Escape");
      await expectAccessible(page);
      await groups.first().getByRole("link").first().click();
      await expect(page.getByRole("table")).toBeVisible();
      await expectAccessible(page);
      await page.setViewportSize({ width: 390, height: 844 });
      for (const path of ["/cn-shanghai/failures", page.url()]) {
        await page.goto(path);
        await expect(page.getByRole("main").getByRole("listitem").first()).toBeVisible();
        await expectNoSidewaysScroll(page);
      }
    });
  });
}
