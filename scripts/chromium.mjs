// @ts-check
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

const systemNames = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
];
/**
 * What Chromium leaves out. Its address bar loads three pages of its own for every context, each as costly as
 * one of ours; the others are those that Playwright leaves out, since only the last such list counts.
 */
const disabledFeatures = [
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
  "AimEnabled",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
];

/** How Chromium is started, for tests and for pictures. */
export const chromiumArgs = [
  // Its own sandbox does not start as root, as in most containers.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  // Text is drawn alike on every machine, for the pictures of visual.spec.ts.
  "--font-render-hinting=none",
  "--disable-font-subpixel-positioning",
  "--disable-lcd-text",
  "--force-color-profile=srgb",
  `--disable-features=${disabledFeatures.join(",")}`,
];

const systemPaths = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];

/**
 * A Chromium to test in: CHROMIUM_PATH, Playwright's own, or one of the system.
 * @returns {string | null} its path, or null where there is none
 * @throws {Error} when CHROMIUM_PATH names no file
 */
export function findChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, and there is no such file.`);
  }
  const onPath = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => systemNames.map((name) => join(folder, name)));
  return [chromium.executablePath(), ...onPath, ...systemPaths].find(existsSync) ?? null;
}

/**
 * Finds a Chromium, and installs one where there is none: Debian's package as root, otherwise with
 * Playwright's installer.
 * @param {(line: string) => void} say told what is being installed
 * @returns {string} its path
 * @throws {Error} when it can be neither found nor installed
 */
export function ensureChromium(say) {
  const found = findChromium();
  if (found) return found;
  if (existsSync("/etc/debian_version") && process.getuid?.() === 0) {
    say("No Chromium found: installing Debian's chromium package.");
    spawnSync("apt-get", ["update"], { stdio: "inherit" });
    execFileSync(
      "apt-get",
      ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"],
      {
        stdio: "inherit",
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      },
    );
  } else {
    say("No Chromium found: installing Playwright's.");
    execFileSync("npx", ["playwright", "install", "chromium"], { stdio: "inherit" });
  }
  const installed = findChromium();
  if (installed) return installed;
  throw new Error("A Chromium was installed but cannot be found; name it in CHROMIUM_PATH.");
}
