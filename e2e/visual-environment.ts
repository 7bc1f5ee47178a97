import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser } from "@playwright/test";
import { z } from "zod";

const file = fileURLToPath(new URL("visual.spec.ts-snapshots/environment.json", import.meta.url));
const font = fileURLToPath(
  import.meta.resolve("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"),
);

/** What decides how a text in given fonts looks on a machine. */
const environment = z.object({
  platform: z.string(),
  /** Chromium's major version. */
  chromium: z.string(),
  /** The digest of words drawn in a font of ours. */
  text: z.string(),
});
type Environment = z.infer<typeof environment>;

/** The environment this browser draws in. */
export async function readEnvironment(browser: Browser): Promise<Environment> {
  const page = await browser.newPage({ deviceScaleFactor: 1 });
  const picture = await page.evaluate(
    async (data) => {
      const face = new FontFace("Sample", `url(data:font/woff2;base64,${data})`);
      document.fonts.add(await face.load());
      const canvas = document.createElement("canvas");
      canvas.width = 400;
      canvas.height = 50;
      const pen = canvas.getContext("2d");
      if (pen === null) throw new Error("the browser draws nothing");
      pen.font = "24px Sample";
      pen.fillText("Snapshots 0123456789 Agj", 4, 34);
      return canvas.toDataURL();
    },
    readFileSync(font, "base64"),
  );
  await page.close();
  const text = createHash("sha256").update(picture).digest("hex").slice(0, 16);
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
  // Another version may draw alike; what counts is the drawing.
  if (here.text === there.text) return null;
  return `Chromium ${here.chromium} on ${here.platform} draws text otherwise than Chromium ${there.chromium} on ${there.platform}`;
}
