import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser } from "@playwright/test";
import { z } from "zod";

const file = fileURLToPath(new URL("visual.spec.ts-snapshots/environment.json", import.meta.url));

/** What decides how text looks on a machine, besides what Snapdeck brings along itself. */
const environment = z.object({
  platform: z.string(),
  /** Chromium's major version. */
  chromium: z.string(),
  /** Of words drawn in the machine's own fonts: another font, or another release of one, draws another picture. */
  text: z.record(z.string(), z.string()),
});
type Environment = z.infer<typeof environment>;

/**
 * The fonts that theme.css asks the machine for, with words to try them by. A copy on purpose: were
 * they read from the page, a change of the product's fonts would skip the comparison that is to
 * show it.
 */
const samples = {
  latin: {
    words: "Snapshots 0123456789 Agj",
    fonts: '-apple-system, "Segoe UI", sans-serif',
  },
  chinese: {
    words: "实例快照推送失败",
    fonts:
      '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif',
  },
  mono: {
    words: "dsw-730 registry 实例",
    fonts:
      'ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace',
  },
};

/** The environment this browser draws in. */
export async function readEnvironment(browser: Browser): Promise<Environment> {
  const page = await browser.newPage({ deviceScaleFactor: 1 });
  const text: Record<string, string> = {};
  for (const [name, sample] of Object.entries(samples)) {
    const picture = await page.evaluate(({ words, fonts }) => {
      const canvas = document.createElement("canvas");
      canvas.width = 400;
      canvas.height = 50;
      const pen = canvas.getContext("2d");
      if (pen === null) throw new Error("the browser draws nothing");
      pen.font = `24px ${fonts}`;
      pen.fillText(words, 4, 34);
      return canvas.toDataURL();
    }, sample);
    text[name] = createHash("sha256").update(picture).digest("hex").slice(0, 16);
  }
  await page.close();
  return { platform: process.platform, chromium: browser.version().split(".")[0] ?? "", text };
}

/** Records the environment that the pictures beside it are taken in. */
export function recordEnvironment(here: Environment): void {
  writeFileSync(file, `${JSON.stringify(here, null, 2)}\n`);
}

/** Why pictures taken here cannot be compared with the committed ones; null where they can. */
export function differenceFrom(here: Environment): string | null {
  if (!existsSync(file)) return "no environment is recorded beside the pictures";
  const there = environment.parse(JSON.parse(readFileSync(file, "utf8")));
  const differences = [
    here.platform === there.platform ? [] : [`${here.platform} is not ${there.platform}`],
    here.chromium === there.chromium
      ? []
      : [`Chromium ${here.chromium} is not Chromium ${there.chromium}`],
    Object.keys(samples)
      .filter((name) => here.text[name] !== there.text[name])
      .map((name) => `the machine's ${name} font draws otherwise`),
  ].flat();
  return differences.length === 0 ? null : differences.join(", ");
}
