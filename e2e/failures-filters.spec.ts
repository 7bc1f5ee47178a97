import { parseFault, tenThousandInstanceId } from "../server/emulator";
import { chooseExport, expect, expectAccessible, test } from "./fixtures";

test.use({ serverOptions: { index: "empty", without: tenThousandInstanceId }, ownServer: true });

test.describe.configure({ mode: "serial" });

const page1 = "/cn-shanghai/failures";

test("instances that could not be read are named, and just those are read again", async ({
  page,
  server,
}) => {
  const [first] = server.emulator.data
    .instances()
    .filter(({ instanceId }) => server.emulator.data.snapshots(instanceId).length > 3);
  server.emulator.faults.set([parseFault(`denied@${first?.instanceId}`)]);
  await server.fullSync();
  await page.goto(page1);
  await expect(page.getByText("238 of 239 instances read")).toBeVisible();
  await page.getByText("1 could not be read").click();
  server.emulator.faults.set([]);
  const before = server.emulator.calls.total;
  await page.getByRole("button", { name: "Read only these again" }).click();
  await expect(page.getByText("239 of 239 instances read")).toBeVisible();
  await expect(page.getByText("could not be read")).toHaveCount(0);
  expect(server.emulator.calls.total - before).toBeLessThan(10);
});

test("the headline opens exactly the pushes it counts, one by one", async ({ page }) => {
  await page.goto(`${page1}?reason=CommitFailed`);
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText(/^\d+ failed/);
  const count = Number(/\d+/.exec(await heading.innerText())?.[0]);
  await heading.getByRole("link").click();
  await expect(page).toHaveURL(/by=push/);
  await expect(page.getByText(new RegExp(`^1–\\d+ of ${count}$`))).toBeVisible();
  const table = page.getByRole("table", { name: "Pushes" });
  await expect(table).toContainText("CommitFailed");
  // The order is of all of them, and in the address.
  await table.getByRole("button", { name: "Instance" }).click();
  await expect(page).toHaveURL(/by=push&pushSort=instance&pushOrder=asc/);
  await expect(table.getByRole("columnheader", { name: "Instance" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  );
  await page.goBack();
  await page.goBack();
  await expect(page).not.toHaveURL(/by=push/);
});

test("a span of days is chosen, kept in the address, and a day's number opens its pushes", async ({
  page,
}) => {
  await page.goto(page1);
  await page.getByRole("radio", { name: "Custom" }).press(" ");
  await page.getByLabel("Start date").fill("2026-01-01");
  // A day begins where the reader is.
  await expect(page).toHaveURL(/from=2025-12-31T16%3A00%3A00Z&to=/);
  await page.reload();
  await expect(page.getByLabel("Start date")).toHaveValue("2026-01-01");
  await expect(page.getByText("Days in GMT+8.")).toBeVisible();
  await expectAccessible(page);

  await page.getByText("Show as table").click();
  const day = page.getByRole("table", { name: "By day" }).getByRole("row").nth(2);
  const number = day.getByRole("link").first();
  const count = await number.innerText();
  await number.click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`${count} failed push`);
  await expect(page.getByText(new RegExp(`of ${count}$`))).toBeVisible();
});

test("a group is split by its exact messages", async ({ page }) => {
  await page.goto(`${page1}?sort=count`);
  await page.getByRole("main").getByRole("listitem").first().getByRole("link").first().click();
  await page.getByText(/\d+ message variants/).click();
  const message = page.getByRole("group").getByRole("listitem").first();
  const [count = ""] = (await message.innerText()).split(/\s/);
  await message.getByRole("link").click();
  await expect(page).toHaveURL(/message=[0-9a-f]{16}/);
  await expect(page.getByText(new RegExp(`^1–\\d+ of ${count}$`))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "All messages" }).click();
  await expect(page).not.toHaveURL(/message=/);
});

test("what failed since the last look is marked, and counted in the tab's title", async ({
  page,
}) => {
  await page.goto(page1);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("failed");
  await expect(page).toHaveTitle(/^Failures/);
  await page.evaluate(() => localStorage.setItem("snapdeck.looked.cn-shanghai", "2026-01-01"));
  const colleague = await page.context().newPage();
  await colleague.goto(page1);
  await expect(colleague).toHaveTitle(/^\(\d+\) Failures/);
  await expect(colleague.getByText(/\d+ since your last visit/).first()).toBeVisible();
});

test("a push in flight is stuck by a limit of one's own", async ({ page }) => {
  await page.goto(`${page1}?outcome=stuck`);
  await page.getByRole("combobox", { name: "Stuck after" }).selectOption("Longer than 24 hours");
  await expect(page).toHaveURL(/hours=24/);
  await expect(
    page.getByText(/in flight for longer than 1 d\. This is the limit you chose/),
  ).toBeVisible();
});

test("one push is handed on for a ticket, and every connection's pushes are exported", async ({
  page,
}) => {
  await page.goto(`${page1}?by=push`);
  await page.getByRole("table").getByRole("row").nth(1).getByRole("link").first().click();
  await page.getByRole("dialog").getByText("Incident summary").click();
  await expect(page.getByRole("dialog").locator("pre").first()).toContainText(
    "aliyun pai-dsw list-instance-snapshot",
  );
  await page.goto("/failures");
  const download = page.waitForEvent("download");
  await chooseExport(page, "CSV");
  expect((await download).suggestedFilename()).toBe("pushes.csv");
});

test("a new failure waits behind a quiet button and moves no group under the hand", async ({
  page,
  server,
  addSnapshot,
}) => {
  const { clock } = server.emulator;
  await page.clock.install();
  await page.goto(`${page1}?period=30d&sort=lastSeen`);
  const groups = page.getByRole("main").getByRole("list", { name: "Failures" });
  const top = groups.getByRole("listitem").first();
  await expect(top).toContainText("push");
  const before = await top.getByRole("link").first().innerText();
  const at = clock.now();
  addSnapshot({
    snapshotId: "snp-late",
    steps: [{ at, status: "Failed", reasonCode: "BrandNew", reasonMessage: "never seen before" }],
  });
  clock.advance(1_000);
  await server.fullSync();
  await page.clock.runFor(31_000);
  await page.getByRole("button", { name: /^\d+ updates?$/ }).waitFor();
  await expect(top.getByRole("link").first()).toHaveText(before);
  await page.getByRole("button", { name: /^\d+ updates?$/ }).click();
  await expect(top).toContainText("BrandNew");
});
