import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type OpenConnection, openConnection } from "../connections/open-connection";
import { instanceSchema, problemSchema, snapshotSchema } from "../contract";
import { fixedCredential } from "../dsw/index";
import {
  createdAt,
  documentedInstanceId,
  documentedSnapshotId,
  type Emulator,
  emptyInstanceId,
  parseFault,
  singleInstanceId,
  startEmulator,
  stepAt,
  tenThousandInstanceId,
} from "../emulator/index";
import { openIndex } from "../store/open";
import { noopLease } from "../sync/lease";
import { startSync } from "../sync/sync";
import { builtInCauses } from "../triage/causes-catalogue";
import { createApp } from "./app";

const start = Date.parse("2026-03-01T08:00:00Z");
let emulator: Emulator;
let connection: OpenConnection;
let app: ReturnType<typeof createApp>;

/** A connection of its own, so that no test rests on what another has read. */
function open(over: Partial<Parameters<typeof openConnection>[0]> = {}) {
  const { accessKeyId, accessKeySecret } = emulator;
  return openConnection(
    {
      connection: {
        id: "cn-shanghai",
        label: "cn-shanghai",
        region: "cn-shanghai",
        kind: "emulator",
        workspace: "ALL",
      },
      endpoint: emulator.url,
      credentials: fixedCredential("emulator", { accessKeyId, accessKeySecret }),
      rate: 1000,
      burst: 1000,
      ...over,
    },
    () => emulator.clock.now(),
  );
}

const serve = (open: OpenConnection) =>
  createApp({ connections: [open], now: () => emulator.clock.now() });

beforeAll(async () => {
  emulator = await startEmulator({ now: start });
  emulator.clock.set(start);
  connection = open();
  app = serve(connection);
});
afterEach(() => emulator.faults.set([]));
afterAll(async () => {
  await connection.client.close();
  await emulator.close();
});

const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    total: z.number(),
    page: z.number(),
    size: z.number(),
    requestId: z.string().nullable(),
    readAt: z.iso.datetime(),
  });
const snapshotList = listOf(snapshotSchema.strict()).extend({
  counts: z.record(z.string(), z.number()).nullable(),
  historyTotal: z.number(),
  inFlight: z.number(),
});
const instanceList = listOf(instanceSchema.strict()).extend({
  facets: z
    .object({
      statuses: z.record(z.string(), z.number()),
      workspaces: z.array(
        z.object({ id: z.string(), name: z.string().nullable(), count: z.number() }),
      ),
    })
    .nullable(),
});

async function get<Schema extends z.ZodType>(path: string, schema: Schema) {
  const response = await app.request(`http://localhost/api${path}`);
  const body = await response.json();
  expect(response.status, JSON.stringify(body)).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  return schema.parse(body);
}

async function problem(path: string, from = app) {
  const response = await from.request(`http://localhost/api${path}`);
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  const body = problemSchema.parse(await response.json());
  expect(body.status).toBe(response.status);
  return body;
}

async function upstreamCalls<T>(work: () => Promise<T>): Promise<[T, number]> {
  const before = emulator.calls.total;
  const result = await work();
  return [result, emulator.calls.total - before];
}

const history = (id: string) => `/cn-shanghai/instances/${id}/snapshots`;

describe("connections", () => {
  it("are named without a credential", async () => {
    const response = await app.request("http://localhost/api/connections");
    const text = await response.text();
    expect(JSON.parse(text)).toEqual({
      items: [
        {
          id: "cn-shanghai",
          label: "cn-shanghai",
          region: "cn-shanghai",
          kind: "emulator",
          workspace: "ALL",
        },
      ],
    });
    expect(text).not.toContain("secret");
  });
});

describe("instances", () => {
  it("come one page a call when the service can sort them itself", async () => {
    const [list, calls] = await upstreamCalls(() =>
      get("/cn-shanghai/instances?page=2&size=50&sort=created", instanceList),
    );
    expect(calls).toBe(1);
    expect(list).toMatchObject({ page: 2, size: 50, total: 240 });
    expect(list.items).toHaveLength(50);
    expect(list.requestId).toMatch(/\S/);
  });

  it("are searched by name and id over all of them", async () => {
    const byId = await get(
      `/cn-shanghai/instances?q=${documentedInstanceId.slice(4, 9)}`,
      instanceList,
    );
    expect(byId.items.map((item) => item.instanceId)).toContain(documentedInstanceId);
    const [first] = byId.items;
    const name = first?.instanceName ?? "";
    const byName = await get(
      `/cn-shanghai/instances?q=${encodeURIComponent(name.toUpperCase())}`,
      instanceList,
    );
    expect(byName.items.map((item) => item.instanceId)).toContain(first?.instanceId);
  });

  it("are filtered by status and workspace, with counts of the whole account", async () => {
    const all = await get("/cn-shanghai/instances?facets=whole&size=1", instanceList);
    const workspace = all.facets?.workspaces[0];
    expect(all.facets?.workspaces).toHaveLength(3);
    const running = all.facets?.statuses.Running ?? 0;
    expect(running).toBeGreaterThan(0);
    const byStatus = await get("/cn-shanghai/instances?status=Running&sort=name", instanceList);
    expect(byStatus.total).toBe(running);
    const byWorkspace = await get(
      `/cn-shanghai/instances?workspace=${workspace?.id}&sort=name&order=asc&size=100`,
      instanceList,
    );
    expect(byWorkspace.total).toBe(workspace?.count);
    expect(new Set(byWorkspace.items.map((item) => item.workspaceId))).toEqual(
      new Set([workspace?.id]),
    );
  });

  it("never carry what the border drops", async () => {
    const list = await app.request("http://localhost/api/cn-shanghai/instances?size=100&sort=name");
    const one = await app.request(
      `http://localhost/api/cn-shanghai/instances/${documentedInstanceId}`,
    );
    for (const response of [list, one]) {
      expect(response.status).toBe(200);
      expect(await response.text()).not.toMatch(
        /EMULATOR-SECRET|ImageAuth|EnvironmentVariables|TerminalUrl/i,
      );
    }
  });
});

describe("snapshots", () => {
  it("come by creation time in one call, with the counts of a history that fits it", async () => {
    const [list, calls] = await upstreamCalls(() =>
      get(`${history(documentedInstanceId)}?size=10`, snapshotList),
    );
    expect(calls).toBe(1);
    expect(list).toMatchObject({ page: 1, size: 10, total: 35, historyTotal: 35 });
    expect(Object.values(list.counts ?? {}).reduce((a, b) => a + b, 0)).toBe(35);
    const times = list.items.map((item) => item.gmtCreateTime ?? "");
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it("give the documented example as documented", async () => {
    const schema = z.object({ item: snapshotSchema, requestId: z.string(), readAt: z.string() });
    const { item } = await get(`${history(documentedInstanceId)}/${documentedSnapshotId}`, schema);
    expect(item).toMatchObject({
      instanceId: "dsw-730xxxxxxxxxx",
      snapshotId: "snp-05cexxxxxxxxx",
      snapshotName: "training_data_env",
      status: "Pushing",
      imageId: "image-05cefd0be2exxxx",
      imageUrl: "registry.cn-shanghai.aliyuncs.com/pai_product/tensorflow:py36_cpu_tf1.12_ubuntu",
      reasonCode: "Internal Error",
      reasonMessage: "ImagePullBackOff",
      gmtCreateTime: "2021-01-12T14:36:01Z",
      gmtModifiedTime: "2021-01-12T14:36:01Z",
      labels: [{ key: "stsTokenOwner", value: "123xxxxxxxx" }],
      excludePaths: [],
      phase: "inFlight",
    });
  });

  it("of ten thousand are one call by creation time, whatever the page", async () => {
    const [list, calls] = await upstreamCalls(() =>
      get(`${history(tenThousandInstanceId)}?page=321&size=20`, snapshotList),
    );
    expect(calls).toBe(1);
    expect(list).toMatchObject({ total: 10_000, historyTotal: 10_000, counts: null });
    expect(list.items).toHaveLength(20);
  });

  it("sort and filter the whole history of ten thousand, and the next click costs nothing", async () => {
    const longest = await get(
      `${history(tenThousandInstanceId)}?sort=duration&order=desc&size=100`,
      snapshotList,
    );
    const truth = emulator.data
      .snapshots(tenThousandInstanceId)
      .map((save) => (stepAt(save, start)?.at ?? 0) - createdAt(save));
    expect(longest.items[0]?.durationMs).toBe(Math.max(...truth));
    expect(longest.total).toBe(10_000);

    const failed = longest.counts?.Failed ?? 0;
    const [onlyFailed, calls] = await upstreamCalls(() =>
      get(
        `${history(tenThousandInstanceId)}?status=Failed&sort=name&order=asc&page=2`,
        snapshotList,
      ),
    );
    expect(calls).toBe(0);
    expect(onlyFailed.total).toBe(failed);
    expect(onlyFailed.items.every((item) => item.phase === "failed")).toBe(true);
  });

  it("of ten thousand come whole, each once, in parts of a hundred that cost nothing more", async () => {
    const part = (page: number) =>
      get(`${history(tenThousandInstanceId)}?sort=duration&size=100&page=${page}`, snapshotList);
    const first = await part(1);
    const [rest, calls] = await upstreamCalls(() =>
      Promise.all(Array.from({ length: 99 }, (_, index) => part(index + 2))),
    );
    expect(calls).toBeLessThanOrEqual(1);
    const items = [first, ...rest].flatMap((list) => list.items);
    expect(new Set(items.map((item) => item.snapshotId)).size).toBe(10_000);
    const durations = items.map((item) => item.durationMs ?? Number.NEGATIVE_INFINITY);
    expect(durations).toEqual(durations.toSorted((a, b) => b - a));
  });

  it("of none and of one are lists like any other", async () => {
    const none = await get(history(emptyInstanceId), snapshotList);
    expect(none).toMatchObject({ items: [], total: 0, counts: {} });
    const one = await get(`${history(singleInstanceId)}?sort=name`, snapshotList);
    expect(one.total).toBe(1);
  });
});

describe("bad input is refused by name and never reaches upstream", () => {
  it.each([
    ["page=0", "page"],
    ["page=-1", "page"],
    ["page=1.5", "page"],
    ["size=1000000000", "size"],
    ["size=101", "size"],
    ["sort=size", "sort"],
    ["order=up", "order"],
    [`q=${"x".repeat(201)}`, "q"],
    ["q=%00", "q"],
    ["page=1&page=2", "page"],
  ])("?%s", async (query, field) => {
    const [body, calls] = await upstreamCalls(() =>
      problem(`${history(documentedInstanceId)}?${query}`),
    );
    expect(body).toMatchObject({ code: "input.invalid", status: 400, field });
    expect(calls).toBe(0);
  });

  it.each([
    ["a 5,000-character id", "x".repeat(5000)],
    ["an encoded slash", "dsw%2f1"],
    ["an encoded climb", "..%2f..%2fetc"],
    ["NUL", "dsw%00"],
    ["a broken escape", "dsw%E0%A4%A"],
    ["a blank", "%20"],
  ])("%s as the instance", async (_what, id) => {
    const [body, calls] = await upstreamCalls(() =>
      problem(`/cn-shanghai/instances/${id}/snapshots`),
    );
    expect(body).toMatchObject({ code: "input.invalid", status: 400, field: "instanceId" });
    expect(calls).toBe(0);
  });

  it("an unknown connection and an unknown address are named as such", async () => {
    expect(await problem("/cn-nowhere/instances")).toMatchObject({
      code: "connection.unknown",
      status: 404,
    });
    // What only the service knows is asked of one connection.
    expect(await problem("/all/instances")).toMatchObject({ code: "connection.unknown" });
    expect(await problem("/cn-shanghai/volumes")).toMatchObject({
      code: "route.unknown",
      status: 404,
    });
  });
});

describe("upstream failures are told with what to do", () => {
  it.each([
    ["throttle=1", "upstream.throttled", 503, true],
    ["error=1", "upstream.unavailable", 502, true],
    ["denied=1", "upstream.permission", 403, false],
    ["html=1", "upstream.badAnswer", 502, true],
    ["badjson=1", "upstream.badAnswer", 502, true],
    ["fail200=1", "upstream.unavailable", 502, true],
  ])("%s", async (fault, code, status, retryable) => {
    emulator.faults.set([parseFault(fault)]);
    const fresh = open();
    const body = await problem(history(documentedInstanceId), serve(fresh));
    expect(body).toMatchObject({ code, status, retryable });
    expect(body.remedy).toMatch(/\w/);
    await fresh.client.close();
  });

  it("an unknown instance is not found, with the request's id", async () => {
    const body = await problem(history("dsw-nosuch"));
    expect(body).toMatchObject({ code: "upstream.notFound", status: 404, retryable: false });
    expect(body.requestId).toMatch(/\S/);
  });

  it("a wrong key says so and tells neither key nor string to sign", async () => {
    const fresh = open({
      credentials: fixedCredential("wrong", {
        accessKeyId: "emulator",
        accessKeySecret: "not-the-secret",
      }),
    });
    const body = await problem(history(documentedInstanceId), serve(fresh));
    expect(body.code).toBe("upstream.credentials");
    expect(JSON.stringify(body)).not.toMatch(/not-the-secret|ACS3-HMAC|x-acs-/);
    await fresh.client.close();
  });

  it("a refused permission names the RAM action", async () => {
    emulator.faults.set([parseFault("denied=1")]);
    const fresh = open();
    const body = await problem("/cn-shanghai/instances", serve(fresh));
    expect(body.remedy).toContain("paidsw:ListInstances");
    expect(body.detail).toContain("paidsw:ListInstances");
    await fresh.client.close();
  });
});

it("lets go of the upstream when the browser goes away", async () => {
  const fresh = open();
  emulator.faults.set([parseFault("hang")]);
  const leaving = new AbortController();
  const answer = serve(fresh).request(`http://localhost/api${history(documentedInstanceId)}`, {
    signal: leaving.signal,
  });
  await expect.poll(() => fresh.client.stats().calls.ListInstanceSnapshot).toBe(1);
  leaving.abort();
  expect((await answer).status).toBe(499);
  await fresh.client.close();
});

describe("the door", () => {
  it("serves loopback names, addresses and allowed names, and no other", async () => {
    const strict = createApp({ connections: [connection], allowedHosts: ["deck.example.com"] });
    const status = async (host: string) =>
      (await strict.request("http://x/healthz", { headers: { host } })).status;
    expect(await status("localhost:8787")).toBe(200);
    expect(await status("127.0.0.1:8787")).toBe(200);
    expect(await status("[::1]:8787")).toBe(200);
    expect(await status("Deck.example.com")).toBe(200);
    expect(await status("evil.example.com")).toBe(421);
    expect(await status("localhost.evil.example.com")).toBe(421);
    expect(await status("127.0.0.1@evil.example.com")).toBe(421);
  });

  it("only reads", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const response = await app.request("http://localhost/api/connections", { method });
      expect(response.status).toBe(405);
      expect(response.headers.get("allow")).toBe("GET, HEAD");
    }
    const head = await app.request("http://localhost/api/connections", { method: "HEAD" });
    expect(head.status).toBe(200);
  });

  it("sends a strict content security policy, on errors too", async () => {
    for (const path of ["/api/connections", "/api/nowhere"]) {
      const { headers } = await app.request(`http://localhost${path}`);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });
});

describe("health", () => {
  it("is up whatever the upstream does; ready only when every upstream answers", async () => {
    const fresh = open();
    const ready = await serve(fresh).request("http://localhost/readyz");
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { ready: true, connections: { "cn-shanghai": "ready" } },
    ]);
    emulator.faults.set([parseFault("denied=1")]);
    const denied = await serve(fresh).request("http://localhost/readyz");
    expect([denied.status, await denied.json()]).toEqual([
      503,
      { ready: false, connections: { "cn-shanghai": "upstream.permission" } },
    ]);
    expect((await serve(fresh).request("http://localhost/healthz")).status).toBe(200);
    await fresh.client.close();
  });
});

describe("a list as a file", () => {
  it("holds every row of its filter, and says what it rests on", async () => {
    const csv = await app.request(
      "http://localhost/api/cn-shanghai/exports/instances?workspace=&status=Running&sort=name&order=asc",
    );
    expect(csv.headers.get("content-disposition")).toBe('attachment; filename="instances.csv"');
    const lines = (await csv.text()).trimEnd().split("\r\n");
    expect(lines.at(-1)).toMatch(/^"?(\d+) of 240 instances, read at/);
    expect(lines.length - 2).toBe(Number(/\d+/.exec(lines.at(-1) ?? "")?.[0]));
    expect(lines.slice(1, -1).every((line) => line.includes(",Running,"))).toBe(true);

    const json = await app.request(
      `http://localhost/api/cn-shanghai/exports/instances/${tenThousandInstanceId}/snapshots?format=json`,
    );
    const { items, readAt } = await json.json();
    expect(items).toHaveLength(10_000);
    expect(Date.parse(readAt)).not.toBeNaN();
    expect(new Set(items.map(({ snapshotId }: { snapshotId: string }) => snapshotId)).size).toBe(
      10_000,
    );
  });

  it("is not called complete where the service counts a row that has no id", async () => {
    const [known] = emulator.data.snapshots(singleInstanceId);
    if (!known) throw new Error("the instance has no snapshot");
    emulator.data.addSnapshot({ ...known, snapshotId: "" });
    const path = `http://localhost/api/cn-shanghai/exports/instances/${singleInstanceId}/snapshots`;
    try {
      const app = serve(open());
      const json = await (await app.request(`${path}?format=json`)).json();
      expect(json).toMatchObject({ rows: 1, complete: false });
      expect(json.items).toHaveLength(1);
      const csv = await (await app.request(path)).text();
      expect(csv.trimEnd().split("\r\n").at(-1)).toMatch(
        /not complete: the service counts 1 more, without an id of their own; 1 rows; sha256/,
      );
    } finally {
      emulator.data.deleteSnapshot(singleInstanceId, "");
    }
  });

  it("is refused as the list is", async () => {
    expect(await problem("/cn-shanghai/exports/instances?format=xls")).toMatchObject({
      field: "format",
    });
    expect(await problem("/cn-shanghai/exports/at-risk")).toMatchObject({
      code: "index.unavailable",
    });
  });
});

describe("failures", () => {
  it("are not available without the index, while the live views work", async () => {
    const paths = [
      "/all/failures",
      "/all/at-risk",
      "/cn-shanghai/failures",
      "/cn-shanghai/failures/snapshots",
    ];
    for (const path of [...paths, "/search?q=x", "/cn-shanghai/instances/dsw-1/timeline"]) {
      expect(await problem(path)).toMatchObject({ code: "index.unavailable", status: 503 });
    }
    await get("/cn-shanghai/instances", instanceList);
  });

  it("of an unknown connection, and under bad filters, are refused by name", async () => {
    expect(await problem("/cn-shanghai/failures?period=1y")).toMatchObject({ field: "period" });
    expect(await problem("/search?q=%20")).toMatchObject({ field: "q" });
    expect(await problem("/cn-shanghai/failures?from=yesterday")).toMatchObject({ field: "from" });
    expect(await problem("/cn-shanghai/failures/incident-report?group=f1-0")).toMatchObject({
      field: "base",
    });
  });

  it("come from the index: listed, opened, exported and handed on", async () => {
    const folder = mkdtempSync(join(tmpdir(), "snapdeck-app-"));
    const index = await openIndex({ folder });
    const fresh = open();
    const now = () => emulator.clock.now();
    const sync = startSync(index, [fresh], noopLease, { now, running: false });
    await sync.once("cn-shanghai", "full");
    const indexed = createApp({
      connections: [fresh],
      now,
      triage: { index, sync, catalogue: builtInCauses },
    });
    const ask = async (path: string) => {
      const response = await indexed.request(`http://localhost/api${path}`);
      expect(response.status).toBe(200);
      return response;
    };
    const one = await (await ask("/cn-shanghai/failures?sort=count")).json();
    const all = await (await ask("/all/failures?sort=count")).json();
    expect(all.groups).toEqual(one.groups);
    expect(one.coverage).toMatchObject({ instances: 240, read: 240, complete: true });
    const [group] = one.groups;
    const atRisk = await (await ask("/cn-shanghai/at-risk")).json();
    expect(atRisk.total).toBeGreaterThan(0);
    expect((await (await ask("/all/at-risk")).json()).items).toEqual(atRisk.items);
    const inFile = await (await ask("/all/exports/at-risk?format=json")).json();
    expect(inFile.items).toHaveLength(atRisk.total);

    const ages = "from=0001-01-01T00:00:00Z&to=2027-01-01T00:00:00Z";
    const longest = await (await ask(`/cn-shanghai/failures?${ages}`)).json();
    expect(longest.days.length).toBeLessThanOrEqual(367);
    expect(longest.from).toBe("2025-12-31T00:00:00.000Z");

    const found = await (await ask("/search?q=training-data")).json();
    expect(found.instances[0]).toMatchObject({ instanceId: documentedInstanceId });
    const ofInstance = `/cn-shanghai/instances/${documentedInstanceId}`;
    const timeline = await (await ask(`${ofInstance}/timeline`)).json();
    expect(timeline.entries).toHaveLength(35);
    const { snapshotId } = timeline.entries[0];
    const history = await (await ask(`${ofInstance}/snapshots/${snapshotId}/history`)).json();
    expect(history).toMatchObject({ item: { snapshotId }, steps: [{}] });

    const fewest = one.groups.at(-1).key;
    const named = await (await ask(`/cn-shanghai/failures?size=1&group=${fewest}`)).json();
    expect(named.groups).toHaveLength(1);
    expect(named.opened).toMatchObject({ key: fewest });
    const since = await (await ask("/cn-shanghai/failures?since=2020-01-01T00:00:00Z")).json();
    expect(since.fresh).toBe(one.pushes);

    // A group is split by exact message, and the parts are the whole.
    const rows = await (await ask(`/cn-shanghai/failures/snapshots?group=${group.key}`)).json();
    const parts = rows.messages.map(({ count }: { count: number }) => count);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.reduce((sum: number, count: number) => sum + count, 0)).toBe(group.count);
    const [{ digest, message }] = rows.messages;
    const split = await (
      await ask(`/cn-shanghai/failures/snapshots?group=${group.key}&message=${digest}`)
    ).json();
    expect(split.total).toBe(parts[0]);
    expect(split.items[0].reasonMessage).toBe(message);

    const limited = await (await ask("/cn-shanghai/failures?outcome=stuck&hours=1")).json();
    expect(limited.stuck).toMatchObject({ ms: 3_600_000, basis: "limit" });

    const csv = await (await ask(`/cn-shanghai/exports/failures?group=${group.key}`)).text();
    expect(csv.trimEnd().split("\r\n")).toHaveLength(group.count + 2);
    const json = await (await ask("/cn-shanghai/exports/failures?format=json")).json();
    expect(json.items).toHaveLength(one.pushes);
    expect(new Set(json.items.map((item: { snapshotId: string }) => item.snapshotId)).size).toBe(
      one.pushes,
    );

    const bundle = `/cn-shanghai/failures/incident-report?group=${group.key}&base=https://deck.example.com/x`;
    const masked = await (await ask(bundle)).json();
    expect(masked.markdown).toContain("https://deck.example.com/cn-shanghai/");
    expect(masked.markdown).not.toMatch(/2018345678901234\d\d/);
    const bare = await (await ask(`${bundle}&masked=false`)).json();
    expect(bare.markdown).toMatch(/2018345678901234\d\d/);

    const allOver = await (
      await ask(`/all/failures/incident-report?group=${group.key}&base=https://deck.example.com`)
    ).json();
    expect(allOver.json.count).toBe(group.count);
    expect((await (await ask("/all/exports/failures?format=json")).json()).items).toHaveLength(
      one.pushes,
    );
    const onePushBundle = `${ofInstance}/snapshots/${documentedSnapshotId}/incident-report?base=https://deck.example.com`;
    const onePush = await (await ask(onePushBundle)).json();
    expect(onePush.markdown).toContain(`${ofInstance}/snapshots/${documentedSnapshotId}`);
    expect(onePush.markdown).toContain("aliyun pai-dsw GET");
    expect(onePush.json.examples[0].requestId).toMatch(/^[0-9A-F-]{36}$/);

    // Under a base path every link of a bundle begins with it.
    const based = createApp({
      connections: [fresh],
      now,
      triage: { index, sync, catalogue: builtInCauses },
      basePath: "/snapdeck",
    });
    for (const path of [bundle, onePushBundle]) {
      const answer = await based.request(`http://localhost/snapdeck/api${path}`);
      const { markdown } = await answer.json();
      const linked = markdown.match(/https:\/\/deck\.example\.com\/[^/]+/g);
      expect(new Set(linked)).toEqual(new Set(["https://deck.example.com/snapdeck"]));
    }

    await sync.close();
    await index.close();
    // The database is gone: said as such, and the live views do not care.
    const down = await indexed.request("http://localhost/api/cn-shanghai/failures");
    expect(await down.json()).toMatchObject({ code: "index.unavailable" });
    await ask(`/cn-shanghai/instances/${documentedInstanceId}/snapshots`);
    await fresh.client.close();
    rmSync(folder, { recursive: true, force: true });
  });
});
