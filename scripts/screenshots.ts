/** `npm run screenshots`: takes the README's pictures from the real server on the emulator. */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { watchRequests } from "../e2e/fixtures";
import { startTestServer } from "../e2e/test-server";
import { documentedInstanceId } from "../server/emulator";
import { buildStale } from "./build.mjs";
import { chromiumArgs, ensureChromium } from "./chromium.mjs";

const folder = fileURLToPath(new URL("../docs/", import.meta.url));
const say = (line: string) => process.stdout.write(`${line}\n`);

await buildStale();
mkdirSync(folder, { recursive: true });
const server = await startTestServer({ index: "synced" });
const browser = await chromium.launch({
  executablePath: ensureChromium(say),
  args: chromiumArgs,
});
try {
  const history = `/cn-shanghai/instances/${documentedInstanceId}`;
  const shots = [
    {
      name: "snapshots-light",
      path: `${history}?sort=status&order=asc`,
      opens: /Failed/,
      colorScheme: "light",
      locale: "en-US",
    },
    {
      name: "failures-light",
      path: "/cn-shanghai/failures",
      opens: null,
      colorScheme: "light",
      locale: "en-US",
    },
    {
      name: "instances-dark",
      path: "/cn-shanghai/instances",
      opens: null,
      colorScheme: "dark",
      locale: "zh-CN",
    },
  ] as const;
  for (const { name, path, opens, colorScheme, locale } of shots) {
    const context = await browser.newContext({
      colorScheme,
      locale,
      viewport: { width: 1440, height: 900 },
      timezoneId: "Asia/Shanghai",
    });
    const page = await context.newPage();
    const requests = watchRequests(page);
    await page.goto(`${server.url}${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    if (opens) await page.getByRole("row", { name: opens }).first().getByRole("link").click();
    await requests.ended();
    await page.screenshot({ path: `${folder}${name}.png` });
    say(`docs/${name}.png`);
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}
