import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Access, loopbackAccess } from "../access/access";
import { everyone, type Viewer } from "../access/viewer";
import { emulatorConnection } from "../connections/emulator-connection.testing";
import type { OpenConnection } from "../connections/open-connection";
import {
  type Emulator,
  singleInstanceId,
  startEmulator,
  tenThousandInstanceId,
} from "../emulator/index";
import { snapshotState } from "../emulator/snapshot-state.testing";
import { ProblemError } from "../problems/problem";
import type { ResponseSource } from "../routes/responses";
import { openIndex, type SnapshotIndex } from "../store/open";
import { noopLease } from "../sync/lease";
import { type Sync, startSync } from "../sync/sync";
import { builtInCauses } from "../triage/causes-catalogue";
import { createApp } from "./app";
import { history, start } from "./app.testing";
import { type Listening, listen } from "./listen";

const folder = mkdtempSync(join(tmpdir(), "snapdeck-tags-"));
let emulator: Emulator;
let connection: OpenConnection;
let index: SnapshotIndex;
let sync: Sync;
let server: Listening;
/** Who asks next; null for nobody that is known. */
let viewer: Viewer | null;
let answered: ResponseSource[];

beforeAll(async () => {
  emulator = await startEmulator({ now: start, instances: 12 });
  emulator.clock.set(start);
  emulator.data.deleteInstance(tenThousandInstanceId);
  connection = emulatorConnection(emulator);
  index = await openIndex({ folder });
  const now = () => emulator.clock.now();
  sync = startSync(index, [connection], noopLease, { now, running: false });
  await sync.once("cn-shanghai", "full");
  const access: Access = {
    ...loopbackAccess(),
    async admit() {
      if (viewer === null) throw new ProblemError("access.signIn", "Nobody is signed in.");
      return { viewer, renewed: null };
    },
  };
  const app = createApp({
    connections: [connection],
    access,
    now,
    triage: { index, sync, catalogue: builtInCauses },
    onResponse: (source) => answered.push(source),
  });
  server = await listen(app, { host: "127.0.0.1", port: 0, keepAliveMs: 1_000 });
}, 60_000);
beforeEach(() => {
  viewer = everyone;
  answered = [];
});
afterAll(async () => {
  await server.close(0);
  await sync.close();
  await index.close();
  await connection.client.close();
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** Asks on a connection of its own, as a browser of its own does. */
const ask = (path: string, headers: Record<string, string> = {}) =>
  new Promise<Answer>((resolve, reject) => {
    request(`${server.url}/api${path}`, { headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts),
        }),
      );
      response.on("error", reject);
    })
      .on("error", reject)
      .end();
  });
const tagOf = ({ headers }: Answer) => String(headers.etag);
const again = (path: string, tag: string, headers: Record<string, string> = {}) =>
  ask(path, { ...headers, "if-none-match": tag });

const failures = "/cn-shanghai/failures?period=7d";
const onePage = `${history(singleInstanceId)}?size=20`;
const polled = [
  "/connections",
  "/cn-shanghai/instances?sort=created",
  "/cn-shanghai/instances?q=a&sort=name",
  `/cn-shanghai/instances/${singleInstanceId}`,
  onePage,
  `/cn-shanghai/instances/${singleInstanceId}/timeline`,
  failures,
  "/cn-shanghai/failures/snapshots?period=30d",
  "/cn-shanghai/failures/fire",
  "/cn-shanghai/at-risk",
];

it("of every polled address say in less than 300 bytes that nothing has changed", async () => {
  for (const path of polled) {
    const first = await ask(path, { "accept-encoding": "gzip" });
    expect(first.status, path).toBe(200);
    expect(tagOf(first), path).toMatch(/^"[\w-]{22}(-gzip)?"$/);
    const text = await raw(path, tagOf(first));
    expect(text, path).toMatch(/^HTTP\/1\.1 304 /);
    expect(text.length, text).toBeLessThan(300);
    expect(text.endsWith("\r\n\r\n"), text).toBe(true);
  }
});

/** All that a poll is answered with, byte by byte. */
function raw(path: string, tag: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `GET /api${path} HTTP/1.1\r\nhost: ${hostname}\r\naccept-encoding: gzip, br\r\nif-none-match: ${tag}\r\n\r\n`,
      );
    });
    socket.on("data", (part) => {
      text += part.toString("latin1");
      if (text.includes("\r\n\r\n")) socket.end();
    });
    socket.on("close", () => resolve(text));
    socket.on("error", reject);
  });
}

it("are of the representation: a compressed answer has another one, and both are the same text", async () => {
  const plain = await ask(failures);
  const compressed = await ask(failures, { "accept-encoding": "gzip" });
  expect(tagOf(compressed)).toBe(tagOf(plain).replace(/"$/, '-gzip"'));
  expect(compressed.headers).toMatchObject({
    "content-encoding": "gzip",
    vary: "Accept-Encoding",
    "cache-control": "no-store",
  });
  expect(gunzipSync(compressed.body).toString()).toBe(plain.body.toString());
  const weak = await again(failures, `"other", W/${tagOf(plain)}`);
  expect({ status: weak.status, tag: tagOf(weak) }).toEqual({ status: 304, tag: tagOf(plain) });
});

it("tell beside an unchanged answer when it was read, which moves on", async () => {
  const first = await ask(failures);
  expect(first.headers["x-read-at"]).toBe(new Date(start).toISOString());
  emulator.clock.set(start + 30_000);
  await sync.once("cn-shanghai", "full");
  const second = await again(failures, tagOf(first));
  expect(second.status).toBe(304);
  expect(second.headers["x-read-at"]).toBe(new Date(start + 30_000).toISOString());
  expect(second.headers).not.toHaveProperty("content-security-policy");
});

it("are nobody else's, and no way past a refusal", async () => {
  const ada = { ...everyone, id: "ada" };
  viewer = ada;
  const tag = tagOf(await ask(failures));
  expect((await again(failures, tag)).status).toBe(304);
  for (const other of [
    { ...everyone, id: "bob" },
    { ...ada, readOnly: true },
    { ...ada, operator: false },
    { ...ada, scopeOf: () => [] },
  ]) {
    viewer = other;
    expect((await again(failures, tag)).status).toBe(200);
  }
  viewer = { ...ada, scopeOf: () => null };
  expect((await again(failures, tag)).status).toBe(404);
  viewer = null;
  const refused = await again(failures, tag);
  expect(refused.status).toBe(401);
  expect(refused.headers).not.toHaveProperty("etag");
});

/** Fifty clients at the same time. */
const fifty = (path: string, headers: Record<string, string> = {}) =>
  Promise.all(Array.from({ length: 50 }, () => ask(path, headers)));
const computed = () => answered.filter((source) => source === "computed").length;

it("cost fifty viewers of an index page one computation, and after a change one more", async () => {
  emulator.clock.advance(60_000);
  const first = await fifty(failures);
  expect(new Set(first.map(tagOf)).size).toBe(1);
  expect(answered).toHaveLength(50);
  expect(computed()).toBe(1);
  const tag = tagOf(first[0] ?? (await ask(failures)));

  expect((await fifty(failures, { "if-none-match": tag })).map(({ status }) => status)).toEqual(
    Array(50).fill(304),
  );
  expect(computed()).toBe(1);

  const at = emulator.clock.now() - 120_000;
  emulator.data.addSnapshot(
    snapshotState({
      snapshotId: "snp-new-failure",
      steps: [{ at, status: "Failed", reasonCode: "New", reasonMessage: "not seen before" }],
    }),
  );
  await sync.once("cn-shanghai", "full");
  const later = await fifty(failures, { "if-none-match": tag });
  expect(later.map(({ status }) => status)).toEqual(Array(50).fill(200));
  expect(computed()).toBe(2);
});

it("cost fifty viewers of a live list one reading of the service and one computation", async () => {
  for (const path of [
    onePage,
    "/cn-shanghai/instances?sort=created&size=5",
    "/cn-shanghai/instances?sort=name&size=5",
  ]) {
    const fresh = { answered: answered.length, computed: computed() };
    const before = emulator.calls.total;
    const all = await fifty(path);
    expect(new Set(all.map(tagOf)).size, path).toBe(1);
    expect(emulator.calls.total - before, path).toBeLessThanOrEqual(1);
    expect(answered.length - fresh.answered, path).toBe(50);
    expect(computed() - fresh.computed, path).toBe(1);
  }
});

it("leave a change that was made here to nobody's minute", async () => {
  const groups = "/cn-shanghai/failures?period=30d&triage=all";
  const first = await ask(groups);
  const [group] = JSON.parse(first.body.toString()).groups;
  await index.db
    .insertInto("triage_changes")
    .values({
      connection: "cn-shanghai",
      group_key: group.cause === null ? group.key : `cause ${group.cause.id}`,
      changed_at: emulator.clock.now(),
      status: "acknowledged",
      muted_until: null,
      until_grows: 0,
      worst_day: null,
      note: null,
      link: null,
      who: null,
    })
    .execute();
  const second = await again(groups, tagOf(first));
  expect(second.status).toBe(200);
  expect(JSON.parse(second.body.toString()).triage.counts.acknowledged).toBe(1);
});
