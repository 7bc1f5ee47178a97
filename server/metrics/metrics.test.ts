import { execFileSync } from "node:child_process";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { OpenConnection } from "../connections/open-connection";
import { openConnection } from "../connections/open-connection";
import { phaseSchema } from "../contract";
import { fixedCredential } from "../dsw";
import { createTestTimers } from "../dsw/timer.testing";
import { type Emulator, parseFault, startEmulator, tenThousandInstanceId } from "../emulator";
import { createApp } from "../http/app";
import { type TestStore, testEngines } from "../store/engines.testing";
import { noopLease } from "../sync/lease";
import { type Sync, startSync } from "../sync/sync";
import { builtInCauses } from "../triage/causes-catalogue";
import { parseExposition, type Sample } from "./exposition.testing";
import { keptReading } from "./kept-reading";
import { createMetrics, type Metrics } from "./metrics";
import { metricsRoutes } from "./metrics-routes";

const hasPromtool = (() => {
  try {
    execFileSync("promtool", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();
if (!hasPromtool)
  process.stderr.write("promtool is not there: its check of the metrics is skipped.\n");

const engines = await testEngines();

describe.each(engines)("the metrics over an index on $name", (engine) => {
  let emulator: Emulator;
  let connection: OpenConnection;
  let store: TestStore;
  let sync: Sync;
  let metrics: Metrics;
  let app: ReturnType<typeof createApp>;
  /** What time the scrapes go by. */
  let clock = 0;

  beforeAll(async () => {
    const at = Date.parse("2026-03-01T08:00:00Z");
    emulator = await startEmulator({ instances: 24, now: at });
    emulator.clock.set(at);
    emulator.data.deleteInstance(tenThousandInstanceId);
    store = await engine.open();
    metrics = createMetrics();
    const { accessKeyId, accessKeySecret } = emulator;
    connection = openConnection(
      {
        connection: { id: "c", label: "c", region: "c", kind: "live", workspace: "ALL" },
        endpoint: emulator.url,
        imageEndpoint: emulator.url,
        credentials: fixedCredential("emulator", { accessKeyId, accessKeySecret }),
        rate: 1000,
        burst: 1000,
        timing: { sleep: async () => {}, startTimer: createTestTimers().startTimer },
        onAttempt: (attempt) => metrics.onAttempt("c", attempt),
      },
      () => emulator.clock.now(),
    );
    const now = () => emulator.clock.now();
    sync = startSync(store.index, [connection], noopLease, { now, elapsed: now, running: false });
    const running = { index: store.index, sync, catalogue: builtInCauses };
    metrics.watch([connection], { current: () => running, now, timing: { now: () => clock } });
    app = createApp({
      connections: [connection],
      now,
      triage: running,
      basePath: "/deck",
      onRequest: metrics.onRequest,
      metrics: metricsRoutes(metrics, { path: "/metrics", token: "the-token" }),
    });
  });
  afterEach(() => emulator.faults.set([]));
  afterAll(async () => {
    await sync.close();
    await connection.client.close();
    await connection.images.close();
    await store.drop();
    await emulator.close();
  });

  const ask = (path: string, headers = {}) =>
    app.request(`http://localhost/deck${path}`, { headers });
  async function scrape(): Promise<{ text: string; samples: Sample[] }> {
    const response = await ask("/metrics", { authorization: "Bearer the-token" });
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      expect.stringContaining("text/plain; version=0.0.4"),
    ]);
    const text = await response.text();
    return { text, samples: parseExposition(text) };
  }
  /** The value of one series; null where there is none. */
  async function sumOf(name: string, labels: Record<string, string> = {}) {
    const { samples } = await scrape();
    const wanted = Object.entries(labels);
    const found = samples.filter(
      (one) => one.name === name && wanted.every(([key, value]) => one.labels[key] === value),
    );
    return found.length === 0 ? null : found.reduce((sum, { value }) => sum + value, 0);
  }

  it("tells of requests by their pattern and of calls by their outcome, and of nothing by an id", async () => {
    const [instance] = emulator.data.instances();
    const id = instance?.instanceId ?? "";
    await ask(`/api/c/instances/${id}/snapshots?q=secret-search`);
    await ask("/api/c/instances");
    await ask("/api/c/nowhere/at/all");
    await app.request("http://localhost/wp-login.php?x=1");
    await app.request("http://localhost/deck/api/connections", { method: "BREW" });
    const seconds = "snapdeck_http_request_duration_seconds_count";
    const route = "/api/:connection/instances/:instanceId/snapshots";
    expect(await sumOf(seconds, { method: "GET", route, status: "200" })).toBe(1);
    expect(await sumOf(seconds, { route: "unknown", status: "404" })).toBe(2);
    expect(await sumOf(seconds, { method: "other", status: "405" })).toBe(1);

    const action = "ListInstanceSnapshot";
    const calls = "snapdeck_upstream_calls_total";
    const good = await sumOf(calls, { connection: "c", action, outcome: "ok" });
    expect(good).toBeGreaterThan(0);
    emulator.clock.advance(60_000);
    emulator.faults.set([parseFault("throttle@ListInstanceSnapshot")]);
    expect((await ask(`/api/c/instances/${id}/snapshots`)).status).toBe(503);
    expect(await sumOf(calls, { action, outcome: "throttled" })).toBe(3);
    expect(await sumOf("snapdeck_upstream_retries_total", { action })).toBe(2);
    emulator.faults.set([parseFault("denied@ListInstanceSnapshot")]);
    expect((await ask(`/api/c/instances/${id}/snapshots`)).status).toBe(403);
    expect(await sumOf(calls, { action, outcome: "permission" })).toBe(1);
    expect(await sumOf(calls, { action, outcome: "ok" })).toBe(good);
    expect(await sumOf("snapdeck_upstream_bucket_size", { api: "dsw" })).toBe(1000);
    expect(await sumOf("snapdeck_upstream_bucket_tokens", { api: "dsw" })).toBeLessThanOrEqual(
      1000,
    );
    expect(await sumOf("snapdeck_process_resident_memory_bytes")).toBeGreaterThan(1e6);

    const { text, samples } = await scrape();
    expect(text).not.toMatch(/dsw-[0-9a-z]|snp-|secret-search|wp-login|BREW/);
    for (const { name } of samples) expect(name).toMatch(/^snapdeck_/);
  });

  it("tells how far the index has come, and asks it once in 15 s", async () => {
    clock += 15_000;
    expect(await sumOf("snapdeck_index_up")).toBe(1);
    expect(await sumOf("snapdeck_instances", { connection: "c" })).toBe(0);
    const lag = await sumOf("snapdeck_sync_lag_seconds");
    emulator.clock.advance(30_000);
    expect(await sumOf("snapdeck_sync_lag_seconds")).toBe((lag ?? 0) + 30);
    emulator.faults.set([parseFault("error@ListInstances")]);
    await expect(sync.once("c", "full")).rejects.toThrow();
    expect(await sumOf("snapdeck_sync_failing", { code: "upstream.unavailable" })).toBe(1);
    emulator.faults.set([]);
    await sync.once("c", "full");
    expect(await sumOf("snapdeck_sync_failing")).toBeNull();

    expect(await sumOf("snapdeck_instances")).toBe(0);
    clock += 15_000;
    const known = emulator.data.instances().length;
    expect(await sumOf("snapdeck_instances")).toBe(known);
    expect(await sumOf("snapdeck_instances_read")).toBe(known);
    expect(await sumOf("snapdeck_instances_failed")).toBe(0);
    expect(await sumOf("snapdeck_sync_lag_seconds")).toBe(0);
    expect(await sumOf("snapdeck_oldest_reading_age_seconds")).toBe(0);
    emulator.clock.advance(40_000);
    expect(await sumOf("snapdeck_oldest_reading_age_seconds")).toBe(40);

    const { samples } = await scrape();
    const of = (name: string) => samples.filter((one) => one.name === name);
    expect(of("snapdeck_snapshots").map(({ labels }) => labels.phase)).toEqual(phaseSchema.options);
    const stored = await store.index.db
      .selectFrom("snapshots")
      .select(["phase", "happened_at"])
      .execute();
    for (const { labels, value } of of("snapdeck_snapshots")) {
      expect(value).toBe(stored.filter(({ phase }) => phase === labels.phase).length);
    }
    const dayAgo = emulator.clock.now() - 86_400_000;
    const newest = stored.filter((row) => row.phase === "failed" && row.happened_at >= dayAgo);
    const byCause = of("snapdeck_failed_pushes");
    expect(newest.length).toBeGreaterThan(0);
    expect(byCause.reduce((sum, { value }) => sum + value, 0)).toBe(newest.length);
    const causes = ["unknown", ...builtInCauses.map(({ id }) => id)];
    expect(causes).toEqual(expect.arrayContaining(byCause.map(({ labels }) => labels.cause ?? "")));
    expect(new Set(byCause.map(({ labels }) => labels.cause)).size).toBeGreaterThan(1);
  });

  it("costs a broken index its own series alone", async () => {
    await store.index.db.schema.alterTable("sync_runs").renameTo("away").execute();
    clock += 15_000;
    expect(await sumOf("snapdeck_index_up")).toBe(0);
    expect(await sumOf("snapdeck_instances")).toBeNull();
    expect(await sumOf("snapdeck_upstream_calls_total")).toBeGreaterThan(0);
    await store.index.db.schema.alterTable("away").renameTo("sync_runs").execute();
    clock += 15_000;
    expect(await sumOf("snapdeck_index_up")).toBe(1);
    expect(await sumOf("snapdeck_instances")).toBeGreaterThan(0);
  });

  it("are for whoever brings the token", async () => {
    for (const authorization of [
      "",
      "Bearer",
      "Bearer the-tokeN",
      "Basic the-token",
      "the-token",
    ]) {
      const response = await ask("/metrics", authorization === "" ? {} : { authorization });
      expect([response.status, response.headers.get("www-authenticate")]).toEqual([
        401,
        expect.stringMatching(/^Bearer/),
      ]);
      expect(await response.text()).not.toContain("snapdeck_");
    }
    expect((await app.request("http://localhost/metrics")).status).toBe(404);
  });

  it.skipIf(!hasPromtool)("are what promtool calls right", async () => {
    const { text } = await scrape();
    const said = execFileSync("promtool", ["check", "metrics"], { input: text, encoding: "utf8" });
    expect(said).toBe("");
  });
});

describe("a kept reading", () => {
  it("is read once for all who ask meanwhile and for 15 s after, and not waited for longer than 3 s", async () => {
    let clock = 0;
    let endWait = () => {};
    const answers: ((value: number) => void)[] = [];
    const read = keptReading(() => new Promise<number>((resolve) => answers.push(resolve)), {
      now: () => clock,
      sleep: () => new Promise((resolve) => (endWait = resolve)),
    });
    const waiting = [read(), read()];
    endWait();
    expect(await waiting[1]).toBeNull();
    const third = read();
    answers[0]?.(7);
    expect(await third).toBe(7);
    expect(await read()).toBe(7);
    expect(answers).toHaveLength(1);
    clock += 15_000;
    const next = read();
    answers[1]?.(8);
    expect(await next).toBe(8);
  });
});
