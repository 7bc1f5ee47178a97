/**
 * `npm run bench:clicks`: how long each interaction takes until the next frame, with 20 and with 10,000 rows, on a
 * processor four times slower, the first use of each included; and what a page holds after many navigations. A real
 * Chromium over the built server and the emulator, each in a process of its own. Options: `--rounds N --navigations N`.
 */
import { parseArgs } from "node:util";
import type { Browser, CDPSession, Page } from "@playwright/test";
import { tenThousandInstanceId } from "../server/emulator";
import { percentiles } from "../server/triage/percentile";
import { paths } from "../web/paths/paths";
import { openMeasuredPage, stands, startMeasuredBrowser } from "./measured-page";
import { machine, region, startBuiltServer, startEmulatorProcess } from "./measured-server";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    navigations: { type: "string", default: "200" },
  },
});
const rounds = Number(values.rounds);
const navigations = Number(values.navigations);
const say = (line: string) => process.stdout.write(`${line}\n`);
const slower = 4;
const rows = "main tbody a";

/** The click or key that is measured is the last of `act`; `prepare` stands before it and is not. */
interface Interaction {
  name: string;
  prepare?: (page: Page) => Promise<unknown>;
  act: (page: Page) => Promise<unknown>;
}

const dialog = (page: Page) => page.getByRole("dialog");
const statusMenu = (page: Page) => page.getByRole("button", { name: /^Filter by Status/ });
const failed = (page: Page) => page.getByRole("menuitemcheckbox", { name: /^Failed/ });
const settings = (page: Page) => page.getByRole("button", { name: /^(Settings|设置)$/ });

const choose = (page: Page, name: string) => page.getByRole("radio", { name }).press(" ");

const always: Interaction[] = [
  { name: "sort", act: (page) => page.getByRole("button", { name: "Duration" }).click() },
  { name: "open a menu", act: (page) => statusMenu(page).click() },
  { name: "filter", act: (page) => failed(page).click() },
  { name: "take the filter away", act: (page) => failed(page).click() },
  { name: "close a menu", act: (page) => page.keyboard.press("Escape") },
  { name: "open the drawer", act: (page) => page.locator(rows).nth(2).click() },
  {
    name: "close the drawer",
    prepare: (page) => dialog(page).locator("dd").first().waitFor(),
    act: (page) => page.keyboard.press("Escape"),
  },
  { name: "open the settings", act: (page) => settings(page).click() },
  { name: "dark theme", act: (page) => choose(page, "Dark") },
  { name: "Chinese", act: (page) => choose(page, "中文") },
  {
    name: "English",
    act: (page) => choose(page, "English"),
  },
  { name: "close the settings", act: (page) => page.keyboard.press("Escape") },
];
const paging: Interaction[] = [
  { name: "next page", act: (page) => page.getByRole("button", { name: "Next page" }).click() },
];

/**
 * The ways through the application that are gone again and again, each ending with another address. They lead to the
 * same few pages, since what has been read is kept for some minutes: growth would be of what is not.
 */
const journey: ((page: Page, turn: number) => Promise<unknown>)[] = [
  (page) => section(page, "Failures"),
  (page) => section(page, "At risk"),
  (page) => section(page, "Instances"),
  (page, turn) =>
    page
      .locator(rows)
      .nth(turn % 3)
      .click(),
  (page) => page.locator(rows).first().click(),
  (page) => page.keyboard.press("Escape"),
  (page) => page.getByRole("button", { name: "Duration" }).click(),
  (page) => page.goBack(),
];
const section = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name }).click();

const emulator = await startEmulatorProcess(240);
const server = await startBuiltServer(emulator.url, 1_000, { LOG_LEVEL: "fatal" });
const browser = await startMeasuredBrowser(say);
try {
  const history = `${server.url}${paths.instance(region, tenThousandInstanceId)}`;
  const few = await measured(browser, history, [...always, ...paging]);
  const many = await measured(browser, `${history}?size=all`, always);
  say(`Median and longest of ${rounds} rounds, from the input to the next frame, on ${machine()},`);
  say(
    `processor ${slower} times slower. Chromium tells it in steps of 8 ms; below 16 it says nothing.\n`,
  );
  say("| interaction | 20 rows, ms | longest | 10,000 rows, ms | longest |");
  say("| --- | --- | --- | --- | --- |");
  const inWords = (duration: number | null) => (duration === 0 ? "under 16" : (duration ?? ""));
  for (const [name, durations] of few) {
    const figures = [durations, many.get(name) ?? []].flatMap((all) =>
      percentiles(all, [50, 100]).map(inWords),
    );
    say(`| ${[name, ...figures].join(" | ")} |`);
  }
  await memory(browser, server.url);
} finally {
  await browser.close();
  await server.stop();
  await emulator.stop();
}

async function measured(browser: Browser, url: string, interactions: readonly Interaction[]) {
  const durations = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    const page = await openMeasuredPage(browser, { data: rows, slower });
    await page.goto(url);
    await stands(page);
    for (const { name, prepare, act } of interactions) {
      await prepare?.(page);
      await page.evaluate(() => window.seen.interactions.splice(0));
      await act(page);
      await stands(page);
      // The entry is there with the frame after the one that it tells of.
      await page.evaluate(
        () =>
          new Promise((resolve) =>
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 50))),
          ),
      );
      const entries = await page.evaluate(() => window.seen.interactions);
      const longest = Math.max(0, ...entries.map(({ duration }) => duration));
      durations.set(name, [...(durations.get(name) ?? []), longest]);
    }
    await page.context().close();
  }
  return durations;
}

/** What a page holds once what it no longer needs has been collected. */
async function held(session: CDPSession) {
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { heap: of("JSHeapUsedSize"), nodes: of("Nodes"), listeners: of("JSEventListeners") };
}

async function memory(browser: Browser, url: string) {
  const page = await openMeasuredPage(browser, { data: rows });
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await page.goto(url + paths.instances(region));
  await stands(page);
  say("\nWhat a page holds after navigations, once garbage has been collected:\n");
  say("| navigations | heap MB | nodes | listeners |\n| --- | --- | --- | --- |");
  for (let done = 0; done <= navigations; done++) {
    if (done % Math.max(1, Math.floor(navigations / 5)) === 0) {
      const { heap, nodes, listeners } = await held(session);
      say(`| ${done} | ${(heap / 1e6).toFixed(1)} | ${nodes} | ${listeners} |`);
    }
    const turn = Math.floor(done / journey.length);
    await journey[done % journey.length]?.(page, turn);
    await stands(page);
  }
  await page.context().close();
}
