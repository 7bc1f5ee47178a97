import type { Page } from "@playwright/test";
import {
  documentedInstanceId,
  documentedSnapshotId,
  singleInstanceId,
  tenThousandInstanceId,
} from "../server/emulator";
import { failureParams } from "../web/paths/failures";
import { paths } from "../web/paths/paths";
import { snapshotParams } from "../web/paths/snapshots";
import { expect, expectAccessible, expectNoSidewaysScroll, expectSettled, test } from "./fixtures";

const region = "cn-shanghai";
const instance = paths.instance(region, documentedInstanceId);
const notice = (page: Page) => page.getByText(/^Part of this link was not recognized/);
const icon = (page: Page) => page.locator("head link[rel=icon]");

test.describe("a pasted link says what it is about", () => {
  const titles = {
    [paths.instances(region)]: "Instances in cn-shanghai",
    [`${instance}?page=2`]: `Instance ${documentedInstanceId} in cn-shanghai`,
    [paths.snapshot(region, documentedInstanceId, documentedSnapshotId)]:
      `Snapshot ${documentedSnapshotId} of instance ${documentedInstanceId} in cn-shanghai`,
    [paths.compare(region, "dsw-1", "snp-a", "snp-b")]:
      "Compare snapshots of instance dsw-1 in cn-shanghai",
    [paths.failures(region)]: "Failures in cn-shanghai",
    [paths.failures("", { ...failureParams.defaults, period: "24h" })]:
      "Failures in all connections",
    [paths.atRisk(region)]: "Instances at risk in cn-shanghai",
  };

  test("from its path alone, for whoever does not run the page", async ({ page, server }) => {
    const before = server.emulator.calls.total;
    for (const [href, title] of Object.entries(titles)) {
      const html = await (await page.request.get(href)).text();
      expect(html).toContain(`<title>${title} · Snapdeck</title>`);
      expect(html).toContain(`<meta property="og:title" content="${title}" />`);
      expect(html).toMatch(/<meta property="og:description" content="[^"]+" \/>/);
      expect(html).toContain('<meta property="og:site_name" content="Snapdeck" />');
      expect(html).toContain('<meta property="og:type" content="website" />');
    }
    expect(server.emulator.calls.total).toBe(before);
  });

  test("in the reader's language, kept by nobody, under the same strict policy", async ({
    page,
  }) => {
    const headers = { "accept-language": "zh-CN,zh;q=0.9" };
    const answer = await page.request.get(paths.failures(region), { headers });
    expect(await answer.text()).toContain("<title>推送失败 · cn-shanghai · Snapdeck</title>");
    expect(answer.headers()["cache-control"]).toBe("no-cache");
    expect(answer.headers().vary).toContain("accept-language");
    expect(answer.headers()["content-security-policy"]).toMatch(
      // The page's own script, and no other one in it.
      /script-src 'self' 'sha256-[\w+/]+='; style-src 'self' 'sha256-[\w+/]+=';/,
    );
  });

  test("and is the plain product's where an id is none, or the page unknown", async ({ page }) => {
    for (const href of [paths.instance(region, '"><script>alert(1)</script>'), "/a/b/c", "/"]) {
      const html = await (await page.request.get(href)).text();
      expect(html).toContain("<title>Snapdeck</title>");
      expect(html).not.toContain("alert");
    }
    // The page itself takes the title over.
    await page.goto(paths.failures(region));
    await expect(page).toHaveTitle("Failures · cn-shanghai · Snapdeck");
  });
});

test.describe("a link that is understood in part", () => {
  const broken = {
    [`${paths.instances(region)}?sort=bogus`]: "sort=bogus",
    [`${instance}?page=0&size=7&status=Saved`]: "page=0, size=7",
    [`${paths.snapshot(region, documentedInstanceId, documentedSnapshotId)}?tab=raw`]: "tab=raw",
    [`${paths.failures(region)}?period=1y`]: "period=1y",
    "/failures?outcome=lost&order=desc": "outcome=lost, order=desc",
    [`${paths.atRisk(region)}?period=30d`]: "period=30d",
    [`${paths.compare(region, documentedInstanceId, "", "")}?only=all`]: "only=all",
  };
  for (const [href, parts] of Object.entries(broken)) {
    test(`works with the rest and says so: ${href}`, async ({ page }) => {
      await page.goto(href);
      await expect(
        page.getByRole("status").filter({
          hasText: `Part of this link was not recognized: ${parts}`,
        }),
      ).toBeVisible();
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    });
  }

  test("shows what it can, is accessible, and the notice can be put away for good", async ({
    page,
  }) => {
    await page.goto(`${instance}?sort=bogus&page=2&utm_source=chat`);
    await expect(page.getByText("21–35 of 35")).toBeVisible();
    await expect(notice(page)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Dismiss" }).click();
    await expect(notice(page)).toHaveCount(0);
    await expect(page).toHaveURL(/\?page=2$/);
    await expect(page.getByRole("main")).toBeFocused();
    await page.reload();
    await expect(page.getByText("21–35 of 35")).toBeVisible();
    await expect(notice(page)).toHaveCount(0);
  });

  test("says so in Chinese, in the dark, on a phone", async ({ browser, server }) => {
    const context = await browser.newContext({
      baseURL: server.url,
      locale: "zh-CN",
      colorScheme: "dark",
      viewport: { width: 390, height: 844 },
    });
    const page = await context.newPage();
    await page.goto(`${paths.instances(region)}?sort=${"x".repeat(300)}`);
    await expect(page.getByText(/该链接中有部分内容无法识别：sort=x+…/)).toBeVisible();
    await expectSettled(page);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await context.close();
  });

  test("a link of the app's own shows no notice, defaults written out or not", async ({ page }) => {
    const state = { ...snapshotParams.defaults, sort: "duration", status: ["Failed"] } as const;
    for (const href of [
      instance + snapshotParams.serialize(state),
      `${instance}?page=1&size=20&sort=created&order=desc&q=`,
      `${paths.instances(region)}?utm_source=chat`,
    ]) {
      await page.goto(href);
      await expectSettled(page);
      await expect(notice(page)).toHaveCount(0);
    }
  });
});

test.describe("the tab says where one is and how it stands", () => {
  test("counts what is in flight, and follows it to its end", async ({
    page,
    server,
    addSnapshot,
  }) => {
    const { clock } = server.emulator;
    const begun = clock.now() - 60_000;
    addSnapshot({
      snapshotId: "snp-tab",
      steps: [
        { at: begun, status: "Pushing" },
        { at: begun + 600_000, status: "Failed", reasonCode: "ImagePushFailed" },
      ],
    });
    await page.clock.install();
    await page.goto(paths.instance(region, singleInstanceId));
    await expect(page).toHaveTitle(/^1 in flight · .+ · cn-shanghai · Snapdeck$/);
    await expect(icon(page)).toHaveAttribute("href", "/favicon-moving.svg");

    clock.advance(600_000);
    await page.clock.runFor(3_000);
    await expect(page).not.toHaveTitle(/in flight/);
    await expect(icon(page)).toHaveAttribute("href", "/favicon-failed.svg");
  });

  test("goes by the snapshot in the drawer, and is plain elsewhere", async ({ page }) => {
    const rowOf = (status: string) =>
      page.getByRole("row").filter({ hasText: status }).getByRole("link").first();
    await page.goto(`${paths.instance(region, tenThousandInstanceId)}?status=Failed`);
    await rowOf("Failed").click();
    await expect(page).toHaveTitle(/ · Failed · /);
    await expect(icon(page)).toHaveAttribute("href", "/favicon-failed.svg");

    await page.goto(`${paths.instance(region, tenThousandInstanceId)}?status=Saved`);
    await rowOf("Saved").click();
    await expect(page).toHaveTitle(/ · Saved · /);
    await expect(icon(page)).toHaveAttribute("href", "/favicon.svg");

    await page.goto(paths.snapshot(region, documentedInstanceId, documentedSnapshotId));
    await expect(icon(page)).toHaveAttribute("href", "/favicon-moving.svg");
    await page.getByRole("link", { name: "Instances" }).first().click();
    await expect(page).toHaveTitle("Instances · cn-shanghai · Snapdeck");
    await expect(icon(page)).toHaveAttribute("href", "/favicon.svg");
  });

  test("with icons that are files of the server's own", async ({ page }) => {
    for (const href of ["/favicon.svg", "/favicon-moving.svg", "/favicon-failed.svg"]) {
      const answer = await page.request.get(href);
      expect(answer.headers()["content-type"]).toContain("image/svg+xml");
    }
  });
});
