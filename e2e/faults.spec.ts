import { type FaultKind, faultKinds, singleInstanceId } from "../server/emulator";
import { test as base, expect } from "./fixtures";
import { startTestServer, type TestServer } from "./test-server";

/** Short limits, so that a fault that ends in a time-out is soon told. */
const limits = { attemptMs: 300, deadlineMs: 1_500, maxBodyBytes: 4 << 20 };

const test = base.extend<object, { sharedServer: TestServer }>({
  sharedServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const stage = await startTestServer({ emulator: { instances: 12 }, limits });
      await use(stage);
      await stage.close();
    },
    { scope: "worker" },
  ],
});

/** What the reader sees of each fault, and whether there is a RequestId to quote. */
const seen: Record<FaultKind, { title: string; requestId: boolean }> = {
  throttle: { title: "The service is throttling this account", requestId: true },
  error: { title: "The service is unavailable", requestId: true },
  hang: { title: "The service did not answer in time", requestId: false },
  trickle: { title: "The service did not answer in time", requestId: true },
  reset: { title: "The service cannot be reached", requestId: false },
  truncate: { title: "The service's answer was not readable", requestId: true },
  badjson: { title: "The service's answer was not readable", requestId: true },
  html: { title: "The service's answer was not readable", requestId: false },
  huge: { title: "The service's answer was not readable", requestId: true },
  expired: { title: "The security token has expired", requestId: true },
  skew: { title: "The server's clock is off", requestId: true },
  denied: { title: "A permission is missing", requestId: true },
  deniedowner: { title: "A permission is missing", requestId: true },
  workspace: { title: "A permission is missing", requestId: true },
  fail200: { title: "The service is unavailable", requestId: true },
};

for (const [kind, what] of Object.entries(faultKinds)) {
  const { title, requestId } = seen[kind as FaultKind];
  test(`${kind} (${what}) is told with a remedy, and Retry brings the rows`, async ({
    page,
    stage,
  }) => {
    stage.emulator.clock.advance(60_000);
    stage.emulator.faults.set([
      { kind: kind as FaultKind, rate: 1, target: "ListInstanceSnapshot" },
    ]);
    await page.goto(`/cn-shanghai/instances/${singleInstanceId}`);
    const alert = page.getByRole("alert");
    await expect(alert.getByText(title)).toBeVisible({ timeout: 10_000 });
    await expect(alert).not.toContainText(/emulator-secret|ACS3|EMULATOR-SECRET/);
    await expect(alert.getByText("Request id")).toHaveCount(requestId ? 1 : 0);
    stage.emulator.faults.set([]);
    await alert.getByRole("button", { name: "Retry" }).click();
    await expect(page.getByText("1–1 of 1", { exact: true })).toBeVisible();
  });
}
