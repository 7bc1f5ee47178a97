import { Hono } from "hono";
import { beforeEach, expect, it } from "vitest";
import { createAccess } from "../access/access";
import { onError } from "../problems/problem";
import { createApp } from "./app";
import { rememberClient, trustedRanges } from "./client-address";
import { limitRate } from "./client-rate";

let now = 0;
let app: Hono;
beforeEach(() => {
  now = 0;
  app = new Hono()
    .onError(onError)
    .use(
      rememberClient(trustedRanges(["127.0.0.1"])),
      limitRate({ rate: 0.5, burst: 3 }, () => now),
    )
    .get("/", (c) => c.text("answer"));
});

const ask = (remoteAddress: string, headers: Record<string, string> = {}, to = app) =>
  to.request("/", { headers }, { incoming: { socket: { remoteAddress } } });

/** The statuses of so many requests, one after the other. */
async function statuses(count: number, ...from: Parameters<typeof ask>) {
  const seen: number[] = [];
  for (let asked = 0; asked < count; asked++) seen.push((await ask(...from)).status);
  return seen;
}

it("lets a burst pass, then as many as come back with time, and says when the next one may", async () => {
  expect(await statuses(4, "192.0.2.1")).toEqual([200, 200, 200, 429]);
  const refused = await ask("192.0.2.1");
  expect(refused.headers.get("retry-after")).toBe("2");
  expect(await refused.json()).toMatchObject({
    code: "rate.limited",
    status: 429,
    retryable: true,
    retryAfter: 2,
  });
  now += 1_500;
  expect((await ask("192.0.2.1")).headers.get("retry-after")).toBe("1");
  now += 500;
  expect(await statuses(2, "192.0.2.1")).toEqual([200, 429]);
  now += 3_600_000;
  expect(await statuses(4, "192.0.2.1")).toEqual([200, 200, 200, 429]);
});

it("counts each client by itself, as a trusted proxy tells it, and an IPv6 network as one", async () => {
  await statuses(4, "192.0.2.1");
  expect((await ask("192.0.2.2")).status).toBe(200);
  const behind = (client: string) => ask("127.0.0.1", { "x-forwarded-for": client });
  expect((await behind("192.0.2.1")).status).toBe(429);
  expect((await behind("192.0.2.3")).status).toBe(200);
  for (const host of ["1", "2:3", "ffff:4:5"]) await ask(`2001:db8:0:1::${host}`);
  expect((await ask("2001:db8:0:1::9")).status).toBe(429);
  expect((await ask("2001:db8:0:2::9")).status).toBe(200);
});

it("knows no limit for this machine, where a proxy may not say for whom it asks", async () => {
  expect(new Set(await statuses(9, "::ffff:127.0.0.1"))).toEqual(new Set([200]));
  expect(new Set(await statuses(9, "::1"))).toEqual(new Set([200]));
});

it("holds for the API and for signing in, and not for probes", async () => {
  const access = createAccess(
    {
      mode: "oidc",
      url: "http://localhost",
      oidc: { issuer: "https://issuer.invalid", clientId: "snapdeck", allow: "everybody" },
    },
    { basePath: "", fetch: () => Promise.reject(new Error("nobody is asked")), now: Date.now },
  );
  const whole = createApp({ connections: [], access, clientRate: { rate: 0.001, burst: 2 } });
  const from = { incoming: { socket: { remoteAddress: "192.0.2.1" } } };
  const status = async (path: string) =>
    (await whole.request(`http://localhost${path}`, {}, from)).status;
  expect([await status("/api/connections"), await status("/auth/signed-out")]).toEqual([401, 200]);
  expect([await status("/api/connections"), await status("/auth/signed-out")]).toEqual([429, 429]);
  expect([await status("/healthz"), await status("/readyz")]).toEqual([200, 200]);
});
