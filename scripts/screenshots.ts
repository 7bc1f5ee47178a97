/**
 * `npm run screenshots`: takes a picture of every page in every state, in both languages and themes, at three
 * widths, from the real server on the emulator, into `gallery/`, with a page that shows them all. The README's
 * pictures are three of them. Options: `--only TEXT` for the states whose name has the text, `--light` and
 * `--english` for these alone.
 */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Browser, chromium } from "@playwright/test";
import { expectLoaded, watchRequests } from "../e2e/fixtures";
import { startTestServer, type TestServer } from "../e2e/test-server";
import { buildStale } from "./build.mjs";
import { chromiumArgs, ensureChromium } from "./chromium.mjs";
import { type GalleryState, galleryStates, servers } from "./gallery-states";

const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    light: { type: "boolean", default: false },
    english: { type: "boolean", default: false },
  },
});

const gallery = fileURLToPath(new URL("../gallery/", import.meta.url));
const docs = fileURLToPath(new URL("../docs/", import.meta.url));
const say = (line: string) => process.stdout.write(`${line}\n`);

const widths = {
  wide: { width: 1440, height: 900 },
  tablet: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
};
const themes = options.light ? (["light"] as const) : (["light", "dark"] as const);
const languages = options.english ? (["en-US"] as const) : (["en-US", "zh-CN"] as const);

/** The README's pictures, and which of the gallery they are. */
const inReadme = {
  "snapshots-light.png": "snapshot-failed wide light en-US",
  "failures-light.png": "failures wide light en-US",
  "instances-dark.png": "instances wide dark zh-CN",
};

interface Shot {
  state: GalleryState;
  size: keyof typeof widths;
  theme: "light" | "dark";
  language: string;
}

const nameOf = ({ state, size, theme, language }: Shot) =>
  `${state.name} ${size} ${theme} ${language}`;

/** @throws when the state could not be brought about: a picture of something else is none of it */
async function take(browser: Browser, server: TestServer, shot: Shot): Promise<void> {
  const { state, size, theme, language } = shot;
  const context = await browser.newContext({
    colorScheme: theme,
    locale: language,
    viewport: widths[size],
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  state.before?.(server);
  try {
    if (state.waits) await page.route(/\/api\/(?!connections)/, () => {});
    const requests = watchRequests(page);
    await page.goto(server.url + state.path);
    if (state.waits) {
      await page.locator(".pulse").first().waitFor();
    } else {
      await expectLoaded(page);
      await requests.ended();
      await state.arrange?.(page, server);
      await expectLoaded(page);
      await requests.ended();
    }
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: `${gallery}${nameOf(shot)}.png` });
  } finally {
    server.emulator.faults.set([]);
    await context.close();
  }
}

function writePage(shots: readonly Shot[]) {
  const sections = galleryStates.flatMap((state) => {
    const own = shots.filter((shot) => shot.state === state);
    const figures = own.map((shot) => {
      const name = nameOf(shot);
      return `<figure><a href="${name}.png"><img loading="lazy" src="${name}.png" alt=""></a><figcaption>${name}</figcaption></figure>`;
    });
    return own.length === 0 ? [] : [`<h2>${state.name}</h2><div>${figures.join("")}</div>`];
  });
  writeFileSync(
    `${gallery}index.html`,
    `<!doctype html><meta charset="utf-8"><title>Snapdeck: every page and state</title>
<style>body{font:14px system-ui;margin:24px}div{display:flex;flex-wrap:wrap;gap:16px}figure{margin:0}img{height:320px;border:1px solid #ccc}</style>
${sections.join("\n")}\n`,
  );
}

await buildStale();
rmSync(gallery, { recursive: true, force: true });
mkdirSync(gallery);
const browser = await chromium.launch({ executablePath: ensureChromium(say), args: chromiumArgs });
const shots: Shot[] = [];
let missed = 0;
for (const [name, server] of Object.entries(servers)) {
  const states = galleryStates.filter(
    (state) => (state.server ?? "full") === name && state.name.includes(options.only),
  );
  if (states.length === 0) continue;
  const started = await startTestServer(server);
  for (const state of states)
    for (const size of ["wide", "tablet", "phone"] as const)
      for (const theme of themes)
        for (const language of languages) {
          const shot = { state, size, theme, language };
          try {
            await take(browser, started, shot);
            shots.push(shot);
          } catch (error) {
            missed++;
            say(
              `${nameOf(shot)}: ${error instanceof Error ? error.message.split("\n")[0] : error}`,
            );
          }
        }
  await started.close();
}
await browser.close();
writePage(shots);
for (const [file, name] of Object.entries(inReadme)) {
  if (shots.some((shot) => nameOf(shot) === name))
    copyFileSync(`${gallery}${name}.png`, `${docs}${file}`);
}
say(`${shots.length} pictures in gallery/, open gallery/index.html; ${missed} could not be taken`);
process.exitCode = missed > 0 ? 1 : 0;
