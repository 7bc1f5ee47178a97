import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { startTestServer, type TestServer } from "./test-server";

export const test = base.extend<{ stage: TestServer }, { sharedServer: TestServer }>({
  // One server a worker; what a test changes in it (faults, clock) is undone after the test.
  sharedServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const stage = await startTestServer();
      await use(stage);
      await stage.close();
    },
    { scope: "worker" },
  ],
  stage: async ({ sharedServer }, use) => {
    await use(sharedServer);
    sharedServer.emulator.faults.set([]);
  },
  baseURL: async ({ sharedServer }, use) => {
    await use(sharedServer.url);
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

/** Fails on every serious or critical finding of axe on the page as it stands. */
export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => ({
      id,
      targets: nodes.map(({ target }) => target.join(" ")),
    })),
  ).toEqual([]);
}

/** Waits until the table shows the rows that were asked for, so that none moves under a click. */
export async function expectSettled(page: Page) {
  await expect(page.getByRole("table")).toHaveAttribute("aria-busy", "false");
}

export { expect };
