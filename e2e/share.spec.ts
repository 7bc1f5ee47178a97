import { documentedInstanceId, singleInstanceId, tenThousandInstanceId } from "../server/emulator";
import { expect, expectAccessible, test } from "./fixtures";

test.use({ serverOptions: { index: "synced", instances: 24, without: tenThousandInstanceId } });

test("a link carries what its view showed, and who opens it sees what has changed", async ({
  page,
  server,
  context,
  addSnapshot,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { clock, data } = server.emulator;
  const at = clock.now() - 60_000;
  addSnapshot({
    snapshotId: "snp-one",
    steps: [
      { at, status: "Pushing" },
      { at: at + 600_000, status: "Saved" },
    ],
  });
  addSnapshot({ snapshotId: "snp-two", steps: [{ at, status: "Pushing" }] });
  await page.goto(`/cn-shanghai/instances/${singleInstanceId}`);
  await expect(page.getByText("1–3 of 3", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "More links" }).click();
  await page.getByRole("menuitem", { name: "Link with changes since sharing" }).click();
  await expect(page.getByText("Link copied").last()).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/\?as=[0-9a-z]+\.3\.[\w-]{12}$/);
  expect(link).not.toContain("snp-");

  await page.goto(link);
  await expect(page.getByText("3 then, 3 now. No changes.")).toBeVisible();

  clock.advance(600_000);
  data.deleteSnapshot(singleInstanceId, "snp-two");
  addSnapshot({ snapshotId: "snp-three", steps: [{ at: clock.now(), status: "Failed" }] });
  const colleague = await context.newPage();
  await colleague.goto(link);
  await expect(
    colleague.getByText("3 then, 3 now. 1 succeeded, 1 no longer listed, 1 new"),
  ).toBeVisible();
  await expectAccessible(colleague);
  await colleague.getByRole("status").getByRole("button", { name: "Close" }).click();
  await expect(colleague).not.toHaveURL(/as=/);
});

test("a link to one snapshot leaves its list out, and carries the language only if chosen", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`/cn-shanghai/instances/${documentedInstanceId}?sort=status&page=2`);
  await page.getByRole("table").getByRole("row").nth(1).getByRole("link").first().click();
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("button", { name: "More links" }).click();
  await page.getByRole("menuitem", { name: "This snapshot only" }).click();
  await expect(page.getByText("Link copied").last()).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(page.url().split("?")[0]);

  const chinese = await context.newPage();
  await chinese.goto(`${link}?lang=zh-CN`);
  await expect(chinese.getByRole("dialog").getByText("拉取命令")).toBeVisible();
  await chinese.goto(link);
  await expect(chinese.getByRole("dialog").getByText("Pull command")).toBeVisible();
});

test("a failures view is shared past what a link can hold by its counts", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/cn-shanghai/failures?outcome=succeeded&period=30d");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("successful push");
  await page.getByRole("button", { name: "More links" }).click();
  await page.getByRole("menuitem", { name: "Link with changes since sharing" }).click();
  await expect(page.getByText("Link copied").last()).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/as=[0-9a-z]+\.[0-9a-z]+$/);
  await page.goto(link);
  await expect(page.getByText(/^Shared .+ \d+ then, \d+ now\.$/)).toBeVisible();
});
