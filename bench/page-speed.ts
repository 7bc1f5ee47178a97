/**
 * `npm run bench:pages`: what somebody sees at the first visit of each page, on a processor four times slower and on
 * a slow line, in a real Chromium over the built server and the emulator, each in a process of its own. Prints the
 * median of the rounds. Options: `--rounds N --only TEXT`.
 */
import { parseArgs } from "node:util";
import { type Browser, expect } from "@playwright/test";
import { z } from "zod";
import { documentedInstanceId } from "../server/emulator";
import { percentile } from "../server/triage/percentile";
import { paths } from "../web/paths/paths";
import {
  type Conditions,
  longestTask,
  openMeasuredPage,
  type Seen,
  slowLine,
  stands,
  startMeasuredBrowser,
} from "./measured-page";
import { machine, region, startBuiltServer, startEmulatorProcess } from "./measured-server";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    only: { type: "string", default: "" },
  },
});
const rounds = Number(values.rounds);
const say = (line: string) => process.stdout.write(`${line}\n`);
/** How much slower the processor is: a phone's beside this one. */
const slower = 4;

const emulator = await startEmulatorProcess(240);
const server = await startBuiltServer(emulator.url, 1_000, { LOG_LEVEL: "fatal" });
const browser = await startMeasuredBrowser(say);
try {
  const pages = await pagesOf(server.url);
  say(`Medians of ${rounds} rounds on ${machine()}.`);
  say(`\nFirst visit, processor ${slower} times slower:`);
  say("| page | first paint ms | largest ms | data ms | shift | longest task ms | after it ms |");
  say("| --- | --- | --- | --- | --- | --- | --- |");
  for (const { name, path, data } of pages) {
    const visits = await repeated(() => firstVisit(browser, server.url + path, { data, slower }));
    const figures = medians(visits);
    say(
      `| ${name} | ${figures.firstPaint} | ${figures.largestPaint} | ${figures.data} | ${figures.shift} | ${figures.atStart} | ${figures.after} |`,
    );
  }
  const { kilobitsPerSecond, latencyMs } = slowLine;
  say(`\nA line of ${kilobitsPerSecond} kbit/s and ${latencyMs} ms:`);
  say("| page | first paint ms | data ms | data ms, second visit |\n| --- | --- | --- | --- |");
  for (const { name, path, data } of pages) {
    const visits = await repeated(() => onSlowLine(browser, server.url + path, data));
    const { firstPaint, data: cold } = medians(visits.map(({ first }) => first));
    const { data: warm } = medians(visits.map(({ second }) => second));
    say(`| ${name} | ${firstPaint} | ${cold} | ${warm} |`);
  }
} finally {
  await browser.close();
  await server.stop();
  await emulator.stop();
}

interface Visit extends Seen {
  /** The longest task until the page stood, and after that, in milliseconds of the processor's time. */
  atStart: number;
  after: number;
}

async function firstVisit(browser: Browser, url: string, conditions: Conditions): Promise<Visit> {
  const page = await openMeasuredPage(browser, conditions);
  const atStart = await longestTask(page, async () => {
    await page.goto(url);
    await stands(page);
  });
  // What a page does when nobody asked for it: prefetches, a poll, its timers.
  const after = await longestTask(page, () => page.waitForTimeout(3_000));
  const seen = await page.evaluate(() => window.seen);
  await page.context().close();
  return { ...seen, atStart, after };
}

async function onSlowLine(browser: Browser, url: string, data: string) {
  const page = await openMeasuredPage(browser, { data, line: slowLine });
  const visit = async (): Promise<Visit> => {
    await page.goto(url);
    await stands(page);
    return { ...(await page.evaluate(() => window.seen)), atStart: 0, after: 0 };
  };
  const first = await visit();
  await page.goto("about:blank");
  const second = await visit();
  await page.context().close();
  return { first, second };
}

async function repeated<T>(work: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let round = 0; round < rounds; round++) results.push(await work());
  return results;
}

function medians(visits: readonly Visit[]) {
  const of = (read: (visit: Visit) => number | null) =>
    percentile(
      visits.map((visit) => read(visit) ?? Number.POSITIVE_INFINITY),
      50,
    ) ?? Number.NaN;
  const inMs = (read: (visit: Visit) => number | null) => of(read).toFixed(0);
  return {
    firstPaint: inMs((visit) => visit.firstPaint),
    largestPaint: inMs((visit) => visit.largestPaint),
    data: inMs((visit) => visit.data),
    shift: of((visit) => visit.shift).toFixed(3),
    atStart: inMs((visit) => visit.atStart),
    after: inMs((visit) => visit.after),
  };
}

/** Each page's address and what is on it, once the index has read the account. */
async function pagesOf(url: string) {
  const ids = z.object({ items: z.array(z.object({ snapshotId: z.string() })) });
  const failures = z.object({ total: z.number() });
  const asked = async <T>(path: string, schema: z.ZodType<T>): Promise<T> =>
    schema.parse(await (await fetch(`${url}/api/${region}${path}`)).json());
  await expect(async () => {
    const { total } = await asked("/failures?period=30d", failures);
    if (total === 0) throw new Error("the index has read no failure yet");
  }).toPass({ timeout: 120_000 });
  const { items } = await asked(`/instances/${documentedInstanceId}/snapshots`, ids);
  const [left = "", right = ""] = items.map(({ snapshotId }) => snapshotId);
  const rows = "main tbody a";
  const pages = [
    { name: "instances", path: paths.instances(region), data: rows },
    { name: "instance", path: paths.instance(region, documentedInstanceId), data: rows },
    {
      name: "snapshot",
      path: paths.snapshot(region, documentedInstanceId, left),
      data: "[role=dialog] dd",
    },
    {
      name: "compare",
      path: paths.compare(region, documentedInstanceId, left, right),
      data: "main section a",
    },
    { name: "failures", path: paths.failures(region), data: "main h2 a, main h2 + * a" },
    { name: "at risk", path: paths.atRisk(region), data: rows },
    { name: "operations", path: paths.operations(), data: "main dd" },
  ];
  return pages.filter(({ name }) => name.includes(values.only));
}
