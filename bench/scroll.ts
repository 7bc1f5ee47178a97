/** `npm run bench:scroll`: how long the page's main thread is held while 10,000 rows open, sort, filter and scroll. */
import { availableParallelism, loadavg } from "node:os";
import type { Page } from "@playwright/test";
import { startTestServer } from "../e2e/test-server";
import { buildStale } from "../scripts/build.mjs";
import { tenThousandInstanceId } from "../server/emulator";
import { longestTask, startMeasuredBrowser } from "./measured-page";

declare global {
  interface Window {
    /** The long tasks seen by the page and not yet asked for. */
    longTasks: number[];
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`);
/** What the browser itself calls long. */
const longMs = 50;
const rounds = 3;

await buildStale();
const stage = await startTestServer();
const browser = await startMeasuredBrowser(say);

/** The lengths in milliseconds of the long tasks since the last time this was asked. */
const longTasks = (page: Page) => page.evaluate(() => window.longTasks.splice(0));

/** One body row that has been read stands in the view, and nothing in it still loads. */
async function settled(page: Page) {
  await page.locator('table[aria-busy="false"]').waitFor();
  await page.waitForFunction(() => {
    const box = document.querySelector("table")?.parentElement;
    if (!box) return false;
    const { top, bottom } = box.getBoundingClientRect();
    const inView = [...box.querySelectorAll("tbody tr[tabindex]")].filter((row) => {
      const at = row.getBoundingClientRect();
      return at.bottom > top && at.top < bottom;
    });
    return inView.length > 0 && inView.every((row) => row.querySelector("a") !== null);
  });
}

const address = `${stage.url}/cn-shanghai/instances/${tenThousandInstanceId}`;
const steps: { name: string; work: (page: Page) => Promise<unknown> }[] = [
  { name: "open, 20 rows", work: (page) => page.goto(address) },
  {
    name: "choose all",
    work: (page) => page.getByRole("combobox", { name: "Rows per page" }).selectOption("all"),
  },
  {
    name: "sort by duration",
    work: (page) => page.getByRole("button", { name: "Duration" }).click(),
  },
  {
    name: "filter Failed",
    async work(page) {
      await page.getByRole("button", { name: "Filter by Status" }).click();
      await page.getByRole("menuitemcheckbox", { name: /^Failed/ }).click();
      await page.keyboard.press("Escape");
    },
  },
  {
    name: "all again",
    async work(page) {
      await page.getByRole("button", { name: /^Filter by Status/ }).click();
      await page.getByRole("menuitemcheckbox", { name: /^Failed/ }).click();
      await page.keyboard.press("Escape");
    },
  },
  { name: "wheel, 12,000 px", work: (page) => wheel(page, 120, 100) },
  { name: "wheel, fast, 150,000 px", work: (page) => wheel(page, 100, 1500) },
  {
    name: "drag the scroll bar",
    work: (page) =>
      page.evaluate(async () => {
        const box = document.querySelector("table")?.parentElement;
        for (let step = 0; box && step <= 200; step += 1) {
          box.scrollTop = (box.scrollHeight * step) / 200;
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
      }),
  },
  {
    name: "End, Home, arrows",
    async work(page) {
      await page.locator('tbody tr[tabindex="0"]').focus();
      for (const key of ["Home", "End", "Home"]) {
        await page.keyboard.press(key);
        await settled(page);
      }
      for (let step = 0; step < 150; step += 1) await page.keyboard.press("ArrowDown");
    },
  },
  {
    name: "open and close the drawer",
    async work(page) {
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    },
  },
  { name: "open, all rows", work: (page) => page.goto(`${address}?size=all`) },
];

async function wheel(page: Page, times: number, pixels: number) {
  await page.mouse.move(600, 500);
  for (let step = 0; step < times; step += 1) await page.mouse.wheel(0, pixels);
}

const worst = new Map<string, { long: number[]; processor: number }>();
try {
  for (let round = 0; round < rounds; round += 1) {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: "en-US",
    });
    const page = await context.newPage();
    await page.addInitScript(() => {
      window.longTasks = [];
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) window.longTasks.push(Math.round(duration));
      }).observe({ type: "longtask", buffered: true });
    });
    for (const { name, work } of steps) {
      const processor = await longestTask(page, async () => {
        await work(page);
        await settled(page);
        await page.waitForTimeout(300);
      });
      const before = worst.get(name) ?? { long: [], processor: 0 };
      worst.set(name, {
        long: [...before.long, ...(await longTasks(page))],
        processor: Math.max(before.processor, processor),
      });
    }
    const drawn = await page.locator("tbody tr").count();
    if (round === 0) say(`rows in the document: ${drawn}`);
    await context.close();
  }
} finally {
  await browser.close();
  await stage.close();
}

say(`the main thread in ${rounds} rounds, 10,000 rows on one page, on a machine with a load of`);
say(`${loadavg()[0]?.toFixed(1)} for ${availableParallelism()} processors:`);
say(`${"".padEnd(28)}longest task, processor   long tasks (over ${longMs} ms by the clock)`);
for (const [name, { long, processor }] of worst) {
  const seen = long.length === 0 ? "none" : `${long.length}, the longest ${Math.max(...long)} ms`;
  say(`${name.padEnd(28)}${`${Math.round(processor)} ms`.padEnd(26)}${seen}`);
}
