import { type FaultKind, faultKinds, parseFault, singleInstanceId } from "../server/emulator";
import { expect, test } from "./fixtures";

/** What ends in a time-out is seen after this; long enough for a busy machine to answer in when it is over. */
const soon = { attemptMs: 4_000, deadlineMs: 5_000 };
const limits: Partial<Record<FaultKind, typeof soon>> = { hang: soon, trickle: soon };

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

for (const [name, what] of Object.entries(faultKinds)) {
  const kind = parseFault(name).kind;
  const { title, requestId } = seen[kind];
  test.describe(kind, () => {
    test.use({ serverOptions: { instances: 12, limits: limits[kind] } });
    test(`${what}, is told with a remedy, and Retry brings the rows`, async ({ page, server }) => {
      // What an earlier test has read is too old to be shown.
      server.emulator.clock.advance(60_000);
      server.emulator.faults.set([{ kind, rate: 1, target: "ListInstanceSnapshot" }]);
      await page.goto(`/cn-shanghai/instances/${singleInstanceId}`);
      const alert = page.getByRole("alert");
      await expect(alert.getByText(title)).toBeVisible();
      await expect(alert).not.toContainText(/emulator-secret|ACS3|EMULATOR-SECRET/);
      await expect(alert.getByText("Request id")).toHaveCount(requestId ? 1 : 0);
      server.emulator.faults.set([]);
      await alert.getByRole("button", { name: "Retry" }).click();
      await expect(page.getByText("1–1 of 1", { exact: true })).toBeVisible();
    });
  });
}
