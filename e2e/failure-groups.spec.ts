import { tenThousandInstanceId } from "../server/emulator";
import { snapshotState } from "../server/emulator/snapshot-state.testing";
import { expect, expectAccessible, expectSettled, test } from "./fixtures";
import type { TestServer } from "./test-server";

test.use({
  serverOptions: { index: "empty", without: tenThousandInstanceId, instances: 24 },
  ownServer: true,
});

test.describe.configure({ mode: "serial" });

const failures = "/cn-shanghai/failures";
const registry = "algo-prod-registry-vpc.cn-shanghai.cr.aliyuncs.com";
const minute = 60_000;

/** One push after the other fails with the same message but for its image, on so many instances. */
function failPushes(
  server: TestServer,
  prefix: string,
  count: number,
  messageOf: (n: number) => string,
) {
  const { clock, data } = server.emulator;
  const instances = data.instances();
  for (let n = 0; n < count; n++) {
    // So far apart that twenty of them or so are in the last whole hour, whatever the time is.
    const at = clock.now() - (n + 1) * 3 * minute;
    data.addSnapshot(
      snapshotState({
        instanceId: instances[n % instances.length]?.instanceId ?? "",
        snapshotId: `snp-${prefix}-${n}`,
        snapshotName: `${prefix}_${n}`,
        imageUrl: `${registry}/team/image:${n}`,
        steps: [
          { at, status: "Failed", reasonCode: "ImagePushFailed", reasonMessage: messageOf(n) },
        ],
      }),
    );
  }
}

test("a row tells in five seconds what fails, where, for whom and since when; above it stands what is unusual", async ({
  page,
  server,
}) => {
  failPushes(
    server,
    "login",
    30,
    (n) =>
      `unauthorized: the login for ${registry} has expired, please log in again: push of t/i:${n}`,
  );
  await server.fullSync();
  await page.goto(failures);
  const fire = page.getByRole("region", { name: "Unusual failures" });
  await expect(fire).toContainText(
    new RegExp(
      `Failure rate \\d+%.+usually \\d+%: \\d+ of \\d+ due to “Registry login failed or expired” on ${registry}`,
    ),
  );
  const row = page.getByRole("list", { name: "Failures" }).getByRole("listitem").first();
  await expect(
    row.getByRole("heading", { name: "Registry login failed or expired" }),
  ).toBeVisible();
  await expect(row).toContainText(/\d+ pushes·\d+ instances/);
  const tags = row.getByRole("list", { name: "Codes and registries" });
  await expect(tags.getByRole("link")).toHaveText(["ImagePushFailed", registry]);
  await expect(row.locator("code [title^='Varies']").first()).toBeVisible();
  await expect(row).toContainText(/Last seen .+First seen/);
  await expectAccessible(page);

  const owner = row.getByRole("list", { name: "Affected owners" }).getByRole("link").first();
  const name = await owner.innerText();
  await owner.click();
  await expect(page).toHaveURL(/owner=/);
  await expect(page.getByRole("button", { name: `Filter by Owner: ${name}` })).toBeVisible();
  await page.goBack();

  // What it says leads to exactly those pushes.
  const count = Number(/(\d+) of \d+ due/.exec(await fire.innerText())?.[1]);
  await fire.getByRole("link", { name: registry }).click();
  await expect(page.getByText(new RegExp(`^1–\\d+ of ${count}$`))).toBeVisible();
});

test("an hour of the chart is walked to with the keyboard, says what it counts, and opens it", async ({
  page,
}) => {
  await page.goto(`${failures}?period=24h`);
  const chart = page.getByRole("region", { name: "By hour" });
  await expect(chart).toContainText("Hours in GMT+8.");
  const last = chart.getByRole("link").last();
  await last.focus();
  await page.keyboard.press("ArrowLeft");
  const hour = chart.locator("a:focus");
  const label = (await hour.getAttribute("aria-label")) ?? "";
  await expect(chart.getByText(label.replace(": ", " · ")).first()).toBeVisible();
  const failed = Number(/: (\d+) failed/.exec(label)?.[1]);
  expect(failed).toBeGreaterThan(1);
  await page.keyboard.press("Enter");
  await expect(page.getByText(new RegExp(`^1–\\d+ of ${failed}$`))).toBeVisible();
});

test("a push opens over its group; the next one follows it, and Esc gives the group back", async ({
  page,
  context,
}) => {
  await page.goto(failures);
  const groups = page.getByRole("list", { name: "Failures" }).getByRole("listitem");
  // A click beside the title opens it as the title does, in another tab as well.
  const opened = page.context().waitForEvent("page");
  await groups.first().click({ position: { x: 4, y: 4 }, modifiers: ["ControlOrMeta"] });
  await (await opened).close();
  await groups.first().click({ position: { x: 4, y: 4 } });
  const rows = page.getByRole("table").locator("tbody").getByRole("row");
  await expectSettled(page);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  const group = page.url();
  await rows.first().focus();
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText("Registry login failed or expired");
  await expect(drawer.getByRole("link", { name: /^\d+ more like this$/ })).toHaveAttribute(
    "href",
    /group=/,
  );
  await expect(drawer.getByRole("button", { name: "Copy for a ticket" })).toBeVisible();
  await expect(page).toHaveURL(/push=cn-shanghai/);
  await expectAccessible(page);
  await page.keyboard.press("ArrowDown");
  const second = await rows.nth(1).getByRole("rowheader").innerText();
  await expect(page.getByRole("dialog", { name: `Snapshot ${second}` })).toBeVisible();
  // The address is the push's own: a colleague sees the same.
  await page.reload();
  await expect(page.getByRole("dialog", { name: `Snapshot ${second}` })).toBeVisible();
  const first = await rows.first().getByRole("rowheader").innerText();
  await drawer.getByRole("button", { name: "Previous snapshot" }).click();
  await expect(page.getByRole("dialog", { name: `Snapshot ${first}` })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("dialog", { name: `Snapshot ${second}` })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
  await expect(rows.nth(1)).toBeFocused();
  expect(page.url()).toBe(group);
  await page.keyboard.press("Space");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy summaries" }).click();
  await expect(page.getByText("Copied").last()).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(second);
});

test("one value of a variable place is one click away, and so is all of the pattern", async ({
  page,
}) => {
  await page.goto(failures);
  await page.getByRole("list", { name: "Failures" }).getByRole("link").first().click();
  const patterns = page.getByRole("region", { name: "Message patterns" });
  const values = patterns.locator("dd").last();
  await values.getByRole("link").first().click();
  await expect(page).toHaveURL(/pattern=[^&]+&place=\d+&value=/);
  const count = await values.locator("span span").first().innerText();
  await expect(page.getByText(new RegExp(`^1–\\d+ of ${count}$`))).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    new RegExp(`^\\d+ failed pushes in \\d+ instances, ${count} of them listed$`),
  );
  await patterns.getByRole("link", { name: "All patterns" }).click();
  await expect(page).not.toHaveURL(/pattern=/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/instances$/);
});

test("a muted group leaves the list, says so behind its filter, and comes back when it grows", async ({
  page,
  server,
}) => {
  const title = "Registry quota exceeded";
  const message = (n: number) =>
    `quota exceeded: namespace team holds ${300 + n} of 300 repositories`;
  failPushes(server, "quota", 2, message);
  await server.fullSync();
  await page.goto(failures);
  const groups = page.getByRole("list", { name: "Failures" });
  const row = groups.getByRole("listitem").filter({ hasText: title }).first();
  await row.getByRole("button", { name: `Triage: ${title}` }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Triage group" });
  await dialog.getByRole("radio", { name: /^Mute/ }).press(" ");
  await dialog.getByLabel("Note").fill("asked for more");
  await dialog.getByLabel("Issue").fill("https://issues.example.com/7");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save" }).press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(row).toHaveCount(0);
  await expect(groups).toBeFocused();
  await expect(page.getByText("Hidden: 1 muted, 0 resolved.")).toBeVisible();

  await page.getByRole("combobox", { name: "Triage" }).selectOption("Muted (1)");
  await expect(row).toContainText("Muted until it grows by someone");
  await expect(row.getByRole("link", { name: "Issue" })).toHaveAttribute(
    "href",
    "https://issues.example.com/7",
  );
  await expectAccessible(page);

  server.emulator.clock.advance(60 * minute);
  failPushes(server, "grown", 20, message);
  await server.fullSync();
  await page.goto(failures);
  await expect(row).toContainText("Reappeared: grew after it was muted");
  await row.getByRole("link").first().click();
  await page.getByText("1 triage change").click();
  await expect(page.getByText("muted it")).toBeVisible();
});

test("what succeeded shows how long it took, by registry, without the colours of a failure", async ({
  page,
}) => {
  await page.goto(`${failures}?outcome=succeeded`);
  await page.getByRole("radio", { name: "By registry" }).press(" ");
  const row = page.getByRole("list", { name: "Failures" }).getByRole("listitem").first();
  await expect(row).toContainText(/Median.+P95/);
  await expect(page.getByRole("button", { name: "Filter by Reason" })).toHaveCount(0);
  await expect(page.locator("main [class*=danger]")).toHaveCount(0);
  await expectAccessible(page);
});
