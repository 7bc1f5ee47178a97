import { type FaultKind, faultKinds, parseFault, singleInstanceId } from "../server/emulator";
import { expect, test } from "./fixtures";

test.use({ serverOptions: { instances: 12 } });

/** Faults that only the client's own time limit ends. */
const timesOut: ReadonlySet<FaultKind> = new Set(["hang", "trickle"]);

/** What the reader sees of each fault, and whether there is a RequestId to quote; null is either, as it is cut short. */
const seen: Record<FaultKind, { title: string; requestId: boolean | null }> = {
  throttle: { title: "This account is being throttled", requestId: true },
  error: { title: "The service is unavailable", requestId: true },
  hang: { title: "The service did not respond in time", requestId: false },
  trickle: { title: "The service did not respond in time", requestId: null },
  reset: { title: "Can't reach the service", requestId: false },
  truncate: { title: "Unexpected response from the service", requestId: true },
  badjson: { title: "Unexpected response from the service", requestId: true },
  html: { title: "Unexpected response from the service", requestId: false },
  huge: { title: "Unexpected response from the service", requestId: true },
  expired: { title: "The security token has expired", requestId: true },
  skew: { title: "The server's clock is wrong", requestId: true },
  denied: { title: "Missing permission", requestId: true },
  deniedowner: { title: "Missing permission", requestId: true },
  workspace: { title: "Missing permission", requestId: true },
  unknowncall: { title: "The service rejected the call", requestId: true },
  wrongtypes: { title: "Unexpected response from the service", requestId: true },
  fail200: { title: "The service is unavailable", requestId: true },
};

for (const [name, what] of Object.entries(faultKinds)) {
  const { kind } = parseFault(name);
  const { title, requestId } = seen[kind];
  test(`${kind} (${what}) is told with a remedy, and Retry brings the rows`, async ({
    page,
    server,
  }) => {
    const { clock, faults } = server.emulator;
    // What an earlier test has read is too old to be shown.
    clock.advance(60_000);
    faults.set([{ kind, rate: 1, target: "ListInstanceSnapshot" }]);
    await page.goto(`/cn-shanghai/instances/${singleInstanceId}`);
    await expect(page.getByRole("heading", { level: 1, name: "hello-dsw" })).toBeVisible();
    const told = page.getByRole("alert").getByText(title, { exact: true });
    if (timesOut.has(kind)) {
      await expect(async () => {
        server.passTime(8_000);
        await expect(told).toBeVisible({ timeout: 500 });
      }).toPass();
    }
    await expect(told).toBeVisible();
    const alert = page.getByRole("alert");
    await expect(alert).not.toContainText(/emulator-secret|ACS3|EMULATOR-SECRET/);
    if (title === "Missing permission") {
      await expect(alert).toContainText(
        /Grant paidsw:\w+ to .*, or give it a role in (the )?workspace/,
      );
    }
    if (requestId !== null) {
      await expect(alert.getByText(/Request ID/)).toHaveCount(requestId ? 1 : 0);
    }
    // The server's own id for its log is there whatever the service did.
    await expect(alert.getByText("Trace ID")).toHaveCount(1);
    faults.set([]);
    await alert.getByRole("button", { name: "Retry" }).click();
    await expect(page.getByText("1–1 of 1", { exact: true })).toBeVisible();
  });
}

test.describe("a browser that asks too often", () => {
  // From this machine itself there is no limit: it is as if a proxy asked for somebody.
  test.use({
    serverOptions: { instances: 12, clientRate: { rate: 0.05, burst: 1 } },
    extraHTTPHeaders: { "x-forwarded-for": "192.0.2.1" },
  });

  test("is told so, and when to ask again", async ({ page, server }) => {
    await page.goto(`${server.url}/cn-shanghai/instances`);
    await expect(page.getByText("Too many requests from your address").first()).toBeVisible();
    await expect(page.getByText(/^Retry in (1\d|20) s\. /).first()).toBeVisible();
  });
});
