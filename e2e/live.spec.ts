import { documentedInstanceId, singleInstanceId } from "../server/emulator";
import { expect, test, watchRequests } from "./fixtures";

test("a push in flight settles before one's eyes, and polling stops with it", async ({
  page,
  server,
  addSnapshot,
}) => {
  const { clock } = server.emulator;
  const requests = watchRequests(page);
  const begun = clock.now() - 60_000;
  addSnapshot({
    snapshotId: "snp-moving",
    steps: [
      { at: begun, status: "Pushing" },
      { at: begun + 600_000, status: "Failed", reasonCode: "ImagePushFailed" },
    ],
  });
  await page.clock.install();
  await page.goto(`/cn-shanghai/instances/${singleInstanceId}`);
  const row = page.getByRole("row").filter({ hasText: "moving" });
  await expect(row).toContainText("Pushing");
  await expect(page.getByText("1 in flight")).toBeVisible();

  clock.advance(600_000);
  await page.clock.runFor(3_000);
  await expect(row).toContainText("Failed");
  await expect(page.getByText("1 in flight")).toHaveCount(0);

  await requests.ended();
  const before = requests.made.length;
  await page.clock.runFor(120_000);
  // The timeline is the index's, and asks nothing of the service.
  const later = requests.made.slice(before).filter((url) => !url.endsWith("/timeline"));
  expect(later).toEqual([]);
});

test("the list of instances refreshes by itself, and no row moves under the hand", async ({
  page,
  server,
}) => {
  const { clock, data } = server.emulator;
  const known = data.instance(singleInstanceId);
  if (known === null) throw new Error("no such instance");
  await page.clock.install();
  await page.goto("/cn-shanghai/instances");
  const top = page.getByRole("table").locator("tbody").getByRole("rowheader").first();
  await expect(top).toContainText("dsw-");
  const before = await top.innerText();
  data.addInstance({ ...known, instanceId: "dsw-late", modifiedAt: clock.now() });
  try {
    clock.advance(60_000);
    await page.clock.runFor(31_000);
    await expect(page.getByRole("button", { name: /^\d+ updates?$/ })).toBeVisible();
    await expect(top).toHaveText(before, { useInnerText: true });
    await page.getByRole("button", { name: /^\d+ updates?$/ }).click();
    await expect(page.getByRole("table")).toContainText("dsw-late");
  } finally {
    data.deleteInstance("dsw-late");
  }
});

test("a failed refresh keeps the rows and says how old they are", async ({ page, server }) => {
  await page.goto(`/cn-shanghai/instances/${documentedInstanceId}`);
  await expect(page.getByText("1–20 of 35")).toBeVisible();
  server.emulator.clock.advance(120_000);
  server.emulator.faults.set([{ kind: "denied", rate: 1 }]);
  await page.getByRole("button", { name: "Refresh", exact: true }).click();
  await expect(page.getByText(/Refresh failed\. Showing data from/)).toBeVisible();
  await expect(page.getByText("1–20 of 35")).toBeVisible();
});

test("what refreshes by itself can be held, and goes on", async ({ page, server, addSnapshot }) => {
  const { clock } = server.emulator;
  const requests = watchRequests(page);
  const at = clock.now() - 60_000;
  addSnapshot({
    snapshotId: "snp-held",
    steps: [
      { at, status: "Pushing" },
      { at: at + 600_000, status: "Saved" },
    ],
  });
  await page.clock.install();
  await page.goto(`/cn-shanghai/instances/${singleInstanceId}`);
  const row = page.getByRole("row").filter({ hasText: "held" });
  await expect(row).toContainText("Pushing");
  await page.getByRole("button", { name: "Pause auto-refresh" }).click();
  await requests.ended();
  const before = requests.made.length;
  clock.advance(600_000);
  await page.clock.runFor(60_000);
  expect(requests.made.slice(before)).toEqual([]);
  await expect(row).toContainText("Pushing");
  await expect(page.getByText(/^Paused · /)).toBeVisible();
  await page.getByRole("button", { name: "Resume auto-refresh" }).click();
  await page.clock.runFor(10_000);
  await expect(row).toContainText("Saved");
});

test("a lost server is said, looked for, and everything is read anew once it is back", async ({
  page,
  context,
}) => {
  await page.clock.install();
  await page.goto(`/cn-shanghai/instances/${documentedInstanceId}`);
  await expect(page.getByText("1–20 of 35")).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Refresh", exact: true }).click();
  await expect(page.getByText("Can't reach Snapdeck's server.")).toBeVisible();
  await expect(page.getByText("1–20 of 35")).toBeVisible();
  await context.setOffline(false);
  await page.clock.runFor(4_000);
  await expect(page.getByText("Reconnected. Data refreshed.").last()).toBeVisible();
  await expect(page.getByText("Can't reach Snapdeck's server.")).toHaveCount(0);
  await expect(page.getByText(/Refresh failed/)).toHaveCount(0);
});

test("what comes waits behind a quiet button and moves no row under the hand", async ({
  page,
  server,
  addSnapshot,
}) => {
  const { clock } = server.emulator;
  const at = clock.now() - 60_000;
  addSnapshot({
    snapshotId: "snp-moving",
    steps: [
      { at, status: "Pushing" },
      { at: at + 120_000, status: "Failed" },
    ],
  });
  await page.clock.install();
  await page.goto(`/cn-shanghai/instances/${singleInstanceId}`);
  const rows = page.getByRole("table").locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("Pushing");
  await rows.first().focus();

  clock.advance(120_000);
  addSnapshot({ snapshotId: "snp-come", steps: [{ at: clock.now(), status: "Pushing" }] });
  await page.clock.runFor(3_000);
  // The row in flight moved on in its place, marked; the one that came waits.
  await expect(rows.first()).toContainText("Failed");
  await expect(rows.first()).toBeFocused();
  await expect(rows).toHaveCount(2);
  await page.getByRole("button", { name: "1 update" }).click();
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText("snp-come");
  await expect(page.getByRole("button", { name: "1 update" })).toHaveCount(0);
});
