import type { Page } from "@playwright/test";
import {
  documentedInstanceId,
  emptyInstanceId,
  type Fault,
  type SnapshotState,
  stepAt,
} from "../server/emulator";
import { test as base, expect, expectLoaded } from "./fixtures";
import type { TestServer } from "./test-server";
import { differenceFrom, readEnvironment, recordEnvironment } from "./visual-environment";
import { serveFonts, setInFonts } from "./visual-fonts";

/** The moment that both the emulated account and the browser stand still at. */
const moment = Date.parse("2026-03-01T08:00:00Z");

const test = base.extend<object, { unlike: string | null }>({
  // Why nothing can be compared here; null where it can.
  unlike: [
    async ({ browser }, use, { config }) => {
      const here = await readEnvironment(browser);
      if (config.updateSnapshots === "all") recordEnvironment(here);
      const difference = differenceFrom(here);
      if (difference !== null) {
        // A skipped test does not say why in every reporter; this does.
        process.stderr.write(
          `\nVISUAL COMPARISON SKIPPED: ${difference}. "npm run visual:update" takes the pictures anew, here.\n`,
        );
      }
      await use(difference);
    },
    { scope: "worker" },
  ],
});

// Each picture stands for itself, so that the workers share them.
test.describe.configure({ mode: "parallel" });
// Playwright hides the caret with a style element, which the pages' own policy refuses.
test.use({ bypassCSP: true, reducedMotion: "reduce" });

const instances = "/cn-shanghai/instances";
// Ten rows show what twenty would, in half the bytes.
const list = `${instances}?size=10`;
const history = `${instances}/${documentedInstanceId}`;

/** The newest push of the documented instance that stands where it is asked to. */
function newest({ emulator }: TestServer, status: string): SnapshotState {
  const found = emulator.data
    .snapshots(documentedInstanceId)
    .filter((snapshot) => stepAt(snapshot, moment)?.status === status)
    .at(-1);
  if (found === undefined) throw new Error(`no push is ${status}`);
  return found;
}

interface State {
  path: string | ((server: TestServer) => string);
  /** What has to be gone through after the address, or waited for in its place. */
  arrive?: (page: Page) => Promise<void>;
  /** Made of nothing that another state does not show in the dark and in Chinese. */
  lightOnly?: boolean;
  /** What goes wrong, on a server that has read nothing. */
  fault?: Fault;
}

const states: Record<string, State> = {
  instances: { path: list },
  snapshots: { path: `${history}?size=10` },
  drawer: {
    path: (server) => `${history}/snapshots/${newest(server, "Failed").snapshotId}?size=10`,
  },
  compare: {
    path: (server) =>
      `${history}/compare?a=${newest(server, "Saved").snapshotId}&b=${newest(server, "Failed").snapshotId}`,
  },
  failures: { path: "/cn-shanghai/failures" },
  group: {
    path: "/cn-shanghai/failures?sort=count",
    arrive: async (page) => {
      const href = await page.locator("main li a").first().getAttribute("href");
      await page.goto(new URL(href ?? "", page.url()).href);
      await expectLoaded(page);
    },
  },
  "at-risk": { path: "/cn-shanghai/at-risk?size=10" },
  empty: { path: `${instances}/${emptyInstanceId}`, lightOnly: true },
  "no-match": { path: `${history}?q=nothing-is-called-this`, lightOnly: true },
  error: { path: history, fault: { kind: "denied", rate: 1, target: documentedInstanceId } },
  loading: {
    path: list,
    fault: { kind: "hang", rate: 1, target: "ListInstances" },
    arrive: (page) => expect(page.locator("[aria-busy=true]")).toBeVisible(),
  },
};

function compare(name: string, state: State, file: string) {
  test.describe(() => {
    // A fault is answered from what has been read before, so it has a server that has read nothing.
    const index = state.fault ? "none" : "synced";
    test.use({ serverOptions: { index, stoppedAt: moment } });
    takePicture(name, state, file);
  });
}

function takePicture(name: string, { path, fault, arrive }: State, file: string) {
  test(name, async ({ page, server, unlike }) => {
    test.skip(unlike !== null, unlike ?? "");
    if (fault) server.emulator.faults.set([fault]);
    await page.clock.setFixedTime(moment);
    await serveFonts(page);
    await page.goto(typeof path === "string" ? path : path(server));
    if (fault?.kind !== "hang") await expectLoaded(page);
    await arrive?.(page);
    await setInFonts(page);
    await expect(page).toHaveScreenshot(`${file}.png`, {
      // Where it runs it draws pixel by pixel alike: what differs at all is a change.
      maxDiffPixelRatio: 0.001,
      threshold: 0.02,
      timeout: 10_000,
      // Every request has an id of its own, and is sent by the real clock, as its signature must be.
      mask: [
        page.locator("main code").filter({ hasText: /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-/i }),
        page
          .locator("main span[title]")
          .filter({ hasText: /^(Up to date|Updated|已是最新|更新于)/ }),
        page.getByText(/^(Updated at|更新于) /),
      ],
    });
  });
}

for (const look of [
  { colorScheme: "light", locale: "en-US" },
  { colorScheme: "dark", locale: "zh-CN" },
] as const) {
  test.describe(`${look.colorScheme}, ${look.locale}`, () => {
    test.use(look);
    for (const [name, state] of Object.entries(states)) {
      if (look.colorScheme === "dark" && state.lightOnly) continue;
      compare(name, state, `${name}-${look.colorScheme}`);
    }
  });
}

test.describe("phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, colorScheme: "light" });
  for (const name of ["snapshots", "drawer", "failures"] as const) {
    const state = states[name];
    if (state) compare(name, state, `${name}-phone`);
  }
});
