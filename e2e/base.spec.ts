import { readFileSync } from "node:fs";
import {
  documentedInstanceId,
  documentedSnapshotId,
  tenThousandInstanceId,
} from "../server/emulator";
import { paths } from "../web/paths/paths";
import { test as base, chooseExport, expect, expectSettled } from "./fixtures";

const basePath = "/tools/snapdeck";
const region = "cn-shanghai";
const history = basePath + paths.instance(region, documentedInstanceId);
const snapshot = basePath + paths.snapshot(region, documentedInstanceId, documentedSnapshotId);

const test = base.extend<{ outside: string[] }>({
  // Whatever a test does, the page asks for nothing outside the base, and misses nothing inside.
  outside: [
    async ({ page, server }, use) => {
      const outside: string[] = [];
      page.on("response", (response) => {
        const url = response.url();
        // The bare path itself is led to the page.
        const under = url === server.url || url.startsWith(`${server.url}/`);
        if (!under || response.status() >= 400) outside.push(url);
      });
      await use(outside);
      expect(outside, "every request stays under the base and is answered").toEqual([]);
    },
    { auto: true },
  ],
});

test.use({ serverOptions: { index: "synced", basePath, without: tenThousandInstanceId } });

test("a deep link opens cold on its drawer, styled, and survives reload", async ({ page }) => {
  await page.goto(`${snapshot}?size=10&sort=status&order=asc`);
  const drawer = page.getByRole("dialog", { name: "Snapshot training_data_env" });
  const shown = async () => {
    await expect(drawer).toContainText("ImagePullBackOff");
    await expect(page.getByText("1–10 of 35")).toBeVisible();
    await expect(page).toHaveURL(`${snapshot}?size=10&sort=status&order=asc`);
    await expect(page.getByRole("columnheader", { name: "Status" })).toHaveAttribute(
      "aria-sort",
      "ascending",
    );
  };
  await shown();
  const font = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
  expect(font).toContain("Inter");
  await expect(page.locator("head link[rel=icon]")).toHaveAttribute(
    "href",
    `${basePath}/favicon-moving.svg`,
  );
  await page.reload();
  await shown();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(`${history}?size=10&sort=status&order=asc`);
});

test("the kept theme is in force before the first paint", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.addInitScript(() => localStorage.setItem("snapdeck.theme", "light"));
  await page.goto(history);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});

test("redirects, links, sorting, the drawer and Back stay under the base", async ({
  page,
  server,
}) => {
  await page.goto(new URL(server.url).origin + basePath);
  await expect(page).toHaveURL(`${basePath}/${region}/instances`);
  await page.getByRole("searchbox", { name: "Search instances" }).fill("training-data");
  await expect(page).toHaveURL(/q=training-data/);
  await page.getByRole("link", { name: "training-data_dev" }).click();
  await expect(page).toHaveURL(history);
  await expectSettled(page);
  await page.getByRole("columnheader", { name: "Status" }).getByRole("button").click();
  await expect(page).toHaveURL(new RegExp(`^${server.url}/.*\\?sort=status`));
  // The address is there first; the links of the rows hold it once they are drawn anew.
  await expect(page.getByRole("columnheader", { name: "Status" })).toHaveAttribute(
    "aria-sort",
    /ascending|descending/,
  );
  await expectSettled(page);
  const sorted = page.url();
  await page.getByRole("table").getByRole("row").nth(1).getByRole("link").first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`^${server.url}/.*/snapshots/.*\\?sort=status`));
  await page.goBack();
  await expect(page).toHaveURL(sorted);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("link", { name: "Snapdeck" }).click();
  await expect(page).toHaveURL(`${basePath}/${region}/instances`);
});

test("copied links hold the base and every parameter", async ({ page, context, server }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${snapshot}?size=10&sort=status`);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const drawer = page.getByRole("dialog");
  const copy = async (other?: RegExp) => {
    await page.evaluate(() => navigator.clipboard.writeText(""));
    if (other === undefined) await drawer.getByRole("button", { name: "Copy link" }).click();
    else {
      await drawer.getByRole("button", { name: "More links" }).click();
      await page.getByRole("menuitem", { name: other }).click();
    }
    await expect.poll(clipboard).not.toBe("");
    return clipboard();
  };
  await expect(page.getByRole("dialog")).toContainText("ImagePullBackOff");
  expect(await copy()).toBe(page.url());
  const alone = await copy(/snapshot/i);
  expect(alone).toBe(new URL(server.url).origin + snapshot);
  expect(await copy(/English/)).toBe(`${page.url()}&lang=en`);
  await page.goto(alone);
  await expect(page.getByRole("dialog")).toContainText("ImagePullBackOff");
});

test("a list is exported and a bundle links back, under the base", async ({ page, server }) => {
  await page.goto(`${basePath}/${region}/failures?period=30d&sort=count`);
  await page.getByRole("listitem").first().getByRole("link").first().click();
  await expect(page).toHaveURL(new RegExp(`^${server.url}/.*period=30d`));
  await page.getByText("Incident summary").click();
  await expect(page.locator("pre")).toContainText(
    `${server.url}/${region}/failures?period=30d&group=`,
  );
  const download = page.waitForEvent("download");
  await chooseExport(page, "CSV");
  const file = await download;
  expect(file.url()).toContain(`${server.url}/api/${region}/exports/failures?period=30d`);
  expect(readFileSync(await file.path(), "utf8")).toContain("snapshotId");
});

test("a named view is kept without the base, and opens under it", async ({ page }) => {
  await page.goto(`${history}?status=Failed&sort=duration`);
  await page.getByRole("button", { name: "Saved views" }).click();
  const dialog = page.getByRole("dialog", { name: "Saved views" });
  await dialog.getByRole("textbox", { name: "View name" }).fill("Slow failures");
  await page.keyboard.press("Enter");
  const kept = dialog.getByRole("link", { name: /Slow failures/ });
  await expect(kept).toContainText(
    `${paths.instance(region, documentedInstanceId)}?status=Failed&sort=duration`,
  );
  await expect(kept).not.toContainText(basePath);
  await dialog.getByRole("link", { name: /Single/ }).click();
  await expect(page).toHaveURL(`${basePath}/${region}/instances?q=single`);
  await page.getByRole("button", { name: "Saved views" }).click();
  await kept.click();
  await expect(page).toHaveURL(`${history}?status=Failed&sort=duration`);
});

test("the skip link moves the focus and leaves the address alone", async ({ page }) => {
  const address = `${history}?status=Failed&q=a%20%2B%20b`;
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const opened = page.url();
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await expect(skip).toHaveAttribute("href", new RegExp(`^${history}\\?status=Failed.*#main$`));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  expect(page.url()).toBe(opened);
});

test("a lost connection is looked for under the base", async ({ page, context }) => {
  await page.goto(history);
  await expectSettled(page);
  await context.setOffline(true);
  await page.getByRole("columnheader", { name: "Status" }).getByRole("button").click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  const poll = page.waitForResponse((response) => response.url().endsWith("/healthz"));
  await context.setOffline(false);
  expect(new URL((await poll).url()).pathname).toBe(`${basePath}/healthz`);
});

test("a pasted link says what it is about, and outside there is nothing", async ({
  page,
  server,
}) => {
  const failures = `${basePath}/${region}/failures?period=30d`;
  const html = await (await page.request.get(failures)).text();
  expect(html).toContain(`<title>Failures in ${region} · Snapdeck</title>`);
  const { origin } = new URL(server.url);
  for (const path of ["/", "/api/connections", "/theme.js", `/${region}/failures`]) {
    expect((await page.request.get(origin + path)).status()).toBe(404);
  }
});
