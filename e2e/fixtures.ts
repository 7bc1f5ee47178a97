import { test as base, expect, type Page } from "@playwright/test";
import axe from "axe-core";
import { type SnapshotChange, snapshotState } from "../server/emulator/snapshot-state.testing";
import { startTestServer, type TestServer, type TestServerOptions } from "./test-server";

interface Options {
  /** The server that the tests of a file or of a `describe` ask for. */
  serverOptions: TestServerOptions;
  /** A server for this file alone, whose tests build on what the ones before have left in it. */
  ownServer: boolean;
}

interface Fixtures {
  server: TestServer;
  /** Adds a snapshot to the account, for this test. */
  addSnapshot: (said: SnapshotChange) => void;
}

/** Starts a server, or gives the one of this worker that was started with the same options. */
type ServerOf = (options: TestServerOptions, owner: string) => Promise<TestServer>;

/** Longer than the server answers from a reading without asking the service again. */
const keptForMs = 60_000;

export const test = base.extend<Options & Fixtures, { serverOf: ServerOf }>({
  serverOptions: [{}, { option: true }],
  ownServer: [false, { option: true }],
  serverOf: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const started = new Map<string, Promise<TestServer>>();
      await use((options, owner) => {
        const key = owner + JSON.stringify(options);
        const server = started.get(key) ?? startTestServer(options);
        started.set(key, server);
        return server;
      });
      await Promise.all([...started.values()].map(async (server) => (await server).close()));
    },
    { scope: "worker" },
  ],
  server: async ({ serverOf, serverOptions, ownServer }, use, { file }) => {
    const server = await serverOf(serverOptions, ownServer ? file : "");
    // Tests share servers, so what an earlier one has had read must not answer for the service.
    if (serverOptions.stoppedAt === undefined) server.emulator.clock.advance(keptForMs);
    await use(server);
    // What one of them changes is undone after it.
    server.emulator.faults.set([]);
  },
  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
  addSnapshot: async ({ server }, use) => {
    const { data } = server.emulator;
    const added: ReturnType<typeof snapshotState>[] = [];
    await use((said) => {
      const snapshot = snapshotState(said);
      data.addSnapshot(snapshot);
      added.push(snapshot);
    });
    for (const { instanceId, snapshotId } of added) data.deleteSnapshot(instanceId, snapshotId);
  },
  page: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (/Content Security Policy|Refused to/i.test(message.text()))
        complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await use(page);
    expect(complaints, "no CSP violation and no uncaught error in any test").toEqual([]);
  },
});

declare global {
  interface Window {
    /** Only where `expectAccessible` has put it. */
    axe: typeof axe;
  }
}

const accessibilityTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Fails on every finding of axe on the page, once nothing on it stands for what is still to come. Asked for violations
 * alone and without its adapter, which finishes in a page of its own for the sake of frames, it takes a third of the time.
 */
export async function expectAccessible(page: Page) {
  await expectNothingPending(page);
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (tags) => {
    const found = await window.axe.run(document, {
      runOnly: { type: "tag", values: tags },
      resultTypes: ["violations"],
    });
    return found.violations.map(({ id, nodes }) => ({
      id,
      targets: nodes.map(({ target }) => target.join(" ")),
    }));
  }, accessibilityTags);
  expect(violations).toEqual([]);
}

/** Waits until the table shows the rows that were asked for, so that none moves under a click. */
export async function expectSettled(page: Page) {
  await expect(page.getByRole("table")).toHaveAttribute("aria-busy", "false");
}

/** Waits until the page has its heading, and nothing on it stands for what is still to come. */
export async function expectLoaded(page: Page) {
  // Not by its role: behind a sheet over the whole page it has none.
  await expect(page.locator("h1")).toBeVisible();
  await expectNothingPending(page);
}

const expectNothingPending = (page: Page) =>
  expect(page.locator("[aria-busy=true], .pulse.bg-line, [data-first-view]")).toHaveCount(0);

/** Fails when the page is wider than its window. */
export async function expectNoSidewaysScroll(page: Page) {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  expect(overflow, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** Chooses the file to export the list in view as. */
export async function chooseExport(page: Page, format: "CSV" | "JSON") {
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: format }).click();
}

/** The page's requests to the API from now on. */
export function watchRequests(page: Page) {
  const made: string[] = [];
  let open = 0;
  const isCall = (request: { url(): string }) => request.url().includes("/api/");
  const ended = (request: { url(): string }) => {
    if (isCall(request)) open--;
  };
  page.on("request", (request) => {
    if (!isCall(request)) return;
    made.push(request.url());
    open++;
  });
  page.on("requestfinished", ended);
  page.on("requestfailed", ended);
  return {
    made,
    /** Waits until every one of them has ended. */
    ended: () => expect.poll(() => open).toBe(0),
  };
}

export { expect };
