import { documentedInstanceId, singleInstanceId } from "../server/emulator";
import { paths } from "../web/paths/paths";
import { expect, test, watchRequests } from "./fixtures";

const region = "cn-shanghai";

test.use({ serverOptions: { index: "synced", instances: 5, without: "dsw-00000000ten-thousand" } });

/** Where everything stands that has a size, by its kind; without what is only for a pointer. */
const places = `[...document.querySelectorAll("#root *")]
  .filter((one) => !one.closest("[role=separator]") && (one.tagName === "svg" || !one.closest("svg")))
  .map((one) => [one.tagName, one.getBoundingClientRect()])
  .filter(([, { width, height }]) => width > 1 && height > 1)
  .map(([name, { x, y, width, height }]) => [name, ...[x, y, width, height].map(Math.round)].join(" "))`;

test("what is seen before any script stands where the app puts it", async ({ page }) => {
  for (const [path, width] of [
    [paths.instances(region), 768],
    [paths.failures(region), 390],
    [paths.instance(region, documentedInstanceId), 1440],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    let go = () => {};
    const mayCome = new Promise<void>((resolve) => {
      go = resolve;
    });
    let answer = () => {};
    const mayAnswer = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route("**/assets/*.js", (route) => mayCome.then(() => route.continue()));
    await page.route("**/api/**", (route) => mayAnswer.then(() => route.continue()));
    // What comes late, into the place that is kept for it.
    await page.route("**/assets/InstanceHistory-*.js", (route) =>
      mayAnswer.then(() => route.continue()),
    );
    await page.goto(path, { waitUntil: "commit" });
    await page.locator("#root > [data-first-view] main").waitFor();
    await page.evaluate(async () => (await document.fonts.ready).size);
    const before = await page.evaluate<string[]>(places);
    go();
    await expect(page.locator("#root > [data-first-view]")).toHaveCount(0);
    const after = new Set(await page.evaluate<string[]>(places));
    expect(before.length).toBeGreaterThan(50);
    expect(before.filter((one) => !after.has(one))).toEqual([]);
    answer();
    await page.unrouteAll({ behavior: "wait" });
  }
});

test("what a page's head asks for is what the page reads, and is asked for once", async ({
  page,
}) => {
  const { items } = await (
    await page.request.get(`/api/${region}/instances/${documentedInstanceId}/snapshots?size=2`)
  ).json();
  const [b, a] = items.map(({ snapshotId }: { snapshotId: string }) => snapshotId);
  // What has been read does not become old before its page is there.
  await page.clock.setFixedTime(new Date());
  const watched = watchRequests(page);
  for (const path of [
    paths.instances(region),
    paths.instance(region, documentedInstanceId, "?status=Failed"),
    paths.snapshot(region, documentedInstanceId, b),
    paths.compare(region, documentedInstanceId, a, b),
    paths.atRisk(region, "?sort=name"),
    paths.failures(region),
    paths.operations(),
    // It has told its zone, and when it was left.
    `${paths.failures(region)}?period=24h`,
  ]) {
    // What the page before still begins to read does not count.
    await page.goto("about:blank");
    const earlier = watched.made.length;
    await page.goto(path);
    const head = await page
      .locator("link[rel=preload][as=fetch]")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    await expect(page.locator("#root > [data-first-view]")).toHaveCount(0);
    await watched.ended();
    const asked = watched.made
      .slice(earlier)
      .map((url) => new URL(url))
      .map(({ pathname, search }) => pathname + search);
    expect(head.length, path).toBeGreaterThan(0);
    expect(asked).toEqual(expect.arrayContaining(head));
    expect(
      asked.filter((one, at) => asked.indexOf(one) !== at),
      path,
    ).toEqual([]);
  }
  await expect(page.locator("link[rel=preload][href*='/failures?']")).toHaveCount(1);
});

test("a link that a pointer rests on is read ahead, and not again when it is followed", async ({
  page,
}) => {
  // What has been read does not become old, however long the steps take.
  await page.clock.setFixedTime(new Date());
  const { made, ended } = watchRequests(page);
  await page.goto(paths.instances(region));
  const link = page.getByRole("row").getByRole("link").first();
  await link.hover();
  const read = () => made.filter((url) => url.includes("/snapshots?page=1"));
  await expect.poll(() => read().length).toBe(1);
  await ended();
  await link.click();
  await expect(page.getByRole("combobox", { name: "Switch instance" })).toBeVisible();
  expect(read()).toHaveLength(1);
});

declare global {
  interface Window {
    isWelcome?: boolean;
  }
}

/** When nothing is read that nobody has asked for yet, and what makes a browser say so until `isWelcome` is set. */
const unwelcome = {
  "the reader saves data": `Object.defineProperty(navigator, "connection", { value: { get saveData() { return !window.isWelcome; } } })`,
  "the page is hidden": `Object.defineProperty(document, "visibilityState", { get: () => (window.isWelcome ? "visible" : "hidden") })`,
  "the service is asked too often": "",
};

for (const [when, script] of Object.entries(unwelcome)) {
  test(`no link is read ahead while ${when}`, async ({ page, server }) => {
    const { faults } = server.emulator;
    await page.clock.install();
    await page.addInitScript(script);
    const { made } = watchRequests(page);
    if (script === "") faults.set([{ kind: "throttle", rate: 1, target: "ListInstanceSnapshot" }]);
    const scripts = page.waitForResponse(/links-ahead/);
    await page.goto(paths.instance(region, singleInstanceId));
    await expect(page.getByRole("heading", { level: 1, name: "hello-dsw" })).toBeVisible();
    if (script === "") await expect(page.getByRole("alert")).toBeVisible();
    await scripts;
    const sections = page.getByRole("navigation", { name: "Sections" });
    await sections.getByRole("link", { name: "Failures" }).hover();
    await page.clock.runFor(1_000);
    // Once it is over the next link is, and the first one was not.
    faults.set([]);
    await page.evaluate(() => {
      window.isWelcome = true;
    });
    if (script === "") await page.clock.runFor(61_000);
    await sections.getByRole("link", { name: "At risk" }).hover();
    await page.clock.runFor(1_000);
    await expect.poll(() => made.filter((url) => url.includes("/at-risk")).length).toBe(1);
    expect(made.filter((url) => url.includes("/failures"))).toEqual([]);
  });
}

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false, locale: "zh-CN" });

  test("the page says that it needs them, in the reader's language", async ({ page }) => {
    await page.goto(paths.instances(region));
    const sentence = page.locator("noscript p");
    await expect(sentence).toBeVisible();
    expect(await sentence.textContent()).toContain("Snapdeck 需要 JavaScript");
    await expect(page.getByRole("table")).toHaveCount(0);
  });
});
