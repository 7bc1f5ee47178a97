import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "@playwright/test";
import { z } from "zod";
import { chromiumArgs, ensureChromium } from "../scripts/chromium.mjs";

/** What `page-probe.js` keeps of a page, in milliseconds since its navigation began. */
export interface Seen {
  firstPaint: number | null;
  largestPaint: number | null;
  /** When what the page is about was first there. */
  data: number | null;
  /** The sum of the layout's shifts that no input explains. */
  shift: number;
  /** From an input to the next frame, those of 16 ms or more; an interaction has several entries. */
  interactions: { name: string; duration: number }[];
}

declare global {
  interface Window {
    seen: Seen;
    dataSelector: string;
  }
}

/** A line like a bad mobile one. */
export const slowLine = { kilobitsPerSecond: 400, latencyMs: 400 };

export const startMeasuredBrowser = (say: (line: string) => void): Promise<Browser> =>
  chromium.launch({ executablePath: ensureChromium(say), args: chromiumArgs });

/** What is measured of a page, and under what. */
export interface Conditions {
  /** Finds what the page is about, once it is there. */
  data: string;
  /** How many times slower than it is the processor runs the page. */
  slower?: number;
  line?: typeof slowLine;
}

/** Opens a page that measures itself; it has not been anywhere yet. */
export async function openMeasuredPage(browser: Browser, conditions: Conditions): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    timezoneId: "Asia/Shanghai",
  });
  const page = await context.newPage();
  const { data, slower = 1, line } = conditions;
  await page.addInitScript({ content: `window.dataSelector = ${JSON.stringify(data)};` });
  await page.addInitScript({ path: fileURLToPath(new URL("page-probe.js", import.meta.url)) });
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
  if (line !== undefined) {
    await session.send("Network.enable");
    const bytesPerSecond = (line.kilobitsPerSecond * 1000) / 8;
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: line.latencyMs,
      downloadThroughput: bytesPerSecond,
      uploadThroughput: bytesPerSecond,
    });
  }
  return page;
}

/** Waits until the page has what it is about, asks for nothing more and stands still. */
export async function stands(page: Page): Promise<void> {
  await page.waitForFunction(() => window.seen.data !== null);
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => document.querySelector("main [aria-busy=true]") === null);
}

/** A task of the browser as its own trace tells it, times in microseconds. */
const traced = z.object({
  name: z.string(),
  pid: z.number(),
  tid: z.number(),
  tdur: z.number().optional(),
  args: z.object({ name: z.unknown() }).partial().optional(),
});

/**
 * Runs `work` and tells the longest task of a page's main thread in milliseconds of the processor's
 * time: unlike the browser's own figure it does not grow when other programs want the processor.
 */
export async function longestTask(page: Page, work: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const events: z.infer<typeof traced>[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...traced.array().parse(value)));
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel"] },
  });
  await work();
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  const thread = ({ pid, tid }: { pid: number; tid: number }) => `${pid} ${tid}`;
  const main = new Set(
    events
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(thread),
  );
  const tasks = events.filter((event) => event.name.endsWith("RunTask") && main.has(thread(event)));
  return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}
