import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loopbackAccess } from "../access/access";
import type { AuditEntry } from "../access/audit";
import { everyone, type Viewer } from "../access/viewer";
import { emulatorConnection } from "../connections/emulator-connection.testing";
import type { OpenConnection } from "../connections/open-connection";
import { type Emulator, startEmulator, tenThousandInstanceId } from "../emulator/index";
import { openIndex, type SnapshotIndex } from "../store/open";
import { noopLease } from "../sync/lease";
import { startSync } from "../sync/sync";
import { builtInCauses } from "../triage/causes-catalogue";
import { createApp } from "./app";
import { start } from "./app.testing";

const folder = mkdtempSync(join(tmpdir(), "snapdeck-triage-"));
const now = () => start;
const audit: AuditEntry[] = [];
let emulator: Emulator;
let connection: OpenConnection;
let index: SnapshotIndex;
let sync: ReturnType<typeof startSync>;
let viewer: Viewer = everyone;
let app: ReturnType<typeof createApp>;
let group = "";

beforeAll(async () => {
  emulator = await startEmulator({ now: start, instances: 14 });
  emulator.clock.set(start);
  emulator.data.deleteInstance(tenThousandInstanceId);
  connection = emulatorConnection(emulator, { id: "cn-shanghai" });
  index = await openIndex({ folder });
  sync = startSync(index, [connection], noopLease, { now, running: false });
  await sync.once("cn-shanghai", "full");
  app = serve(true);
  group = (await list()).groups[0].key;
});
afterAll(async () => {
  await sync.close();
  await index.close();
  await connection.client.close();
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

const serve = (groupTriage: boolean) =>
  createApp({
    connections: [connection],
    access: {
      ...loopbackAccess(),
      admit: async () => ({ viewer, renewed: null }),
    },
    audit: (entry) => audit.push(entry),
    triage: { index, sync, catalogue: builtInCauses },
    groupTriage,
    now,
  });

const list = async (query = "") =>
  (await app.request(`http://localhost/api/cn-shanghai/failures?period=30d&${query}`)).json();

async function send(
  body: unknown,
  headers: Record<string, string> = {},
  { to = app, path = "/cn-shanghai/failures/triage", method = "POST" } = {},
) {
  const response = await to.request(`http://localhost/api${path}`, {
    method,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  return { status: response.status, code: answer.code, field: answer.field, ...answer };
}

const mute = () => ({ group, status: "muted", untilGrows: true, note: "known" });

it("a group is changed by the page or a tool, for everybody, and it is written down who did", async () => {
  viewer = { ...everyone, id: "ada@example.com", name: "Ada" };
  const before = await list();
  expect(before.triage).toEqual({
    counts: { open: before.total, acknowledged: 0, muted: 0, resolved: 0 },
    mayChange: true,
  });
  const sent = await send(mute(), { "sec-fetch-site": "same-origin" });
  expect(sent).toMatchObject({
    status: 200,
    triage: { status: "muted", who: "Ada", note: "known", back: null },
  });
  expect(audit.at(-1)).toMatchObject({
    action: "triage",
    who: "ada@example.com",
    what: "/api/cn-shanghai/failures/triage",
    result: "ok",
  });
  viewer = everyone;
  expect(await list()).toMatchObject({ total: before.total - 1, pushes: before.pushes });
  const open = { group, status: "open" };
  expect(await send(open, { origin: "http://localhost" })).toMatchObject({ triage: null });
  expect(await send(open, {}, { path: "/all/failures/triage" })).toMatchObject({ status: 200 });
});

it.each([
  ["another site", { "sec-fetch-site": "cross-site" }, "origin.refused"],
  ["a neighbouring host", { "sec-fetch-site": "same-site" }, "origin.refused"],
  ["another site, by an older browser", { origin: "https://evil.example.com" }, "origin.refused"],
  ["a sandboxed frame", { origin: "null" }, "origin.refused"],
  ["a form", { "content-type": "text/plain" }, "input.notJson"],
  ["a name of another's", { host: "evil.example.com" }, "host.refused"],
])("a write is refused that comes from %s", async (_who, headers, code) => {
  expect(await send(mute(), headers)).toMatchObject({ code });
  expect((await list("triage=muted")).total).toBe(0);
});

it("nothing else is written, and nothing is taken that is not meant", async () => {
  for (const method of ["PUT", "PATCH", "DELETE"]) {
    expect(await send(mute(), {}, { method })).toMatchObject({ code: "method.notAllowed" });
  }
  expect(await send(mute(), {}, { path: "/cn-shanghai/failures" })).toMatchObject({
    code: "method.notAllowed",
  });
  const refused = [
    [{ ...mute(), group: "f1-0" }, "group"],
    [{ ...mute(), note: "x".repeat(501) }, "note"],
    [{ ...mute(), note: "a\u0000b" }, "note"],
    [{ ...mute(), link: "javascript:alert(1)" }, "link"],
    [{ ...mute(), link: "https://user:password@example.com" }, "link"],
    [{ ...mute(), status: "deleted" }, "status"],
    [{ group, status: "muted" }, "until"],
    [{ ...mute(), unheard_of: 1 }, "unheard_of"],
  ] as const;
  for (const [body, field] of refused) {
    expect(await send(body)).toMatchObject({ status: 400, code: "input.invalid", field });
  }
  expect(await send({ ...mute(), note: "x".repeat(70_000) })).toMatchObject({
    code: "input.bodyTooLarge",
  });
  expect((await list("triage=muted")).total).toBe(0);
});

it("whoever only reads, or sees a part, changes nothing; nor anybody where it is off", async () => {
  viewer = { ...everyone, id: "token ci", name: "ci", readOnly: true };
  expect(await send(mute())).toMatchObject({ status: 403, code: "access.readOnly" });
  expect(audit.at(-1)).toMatchObject({ action: "triage", who: "token ci", result: "refused" });
  expect((await list()).triage.mayChange).toBe(false);
  const workspaces = ["ws-1"];
  viewer = { ...everyone, scopeOf: () => [{ workspaces, owner: null }] };
  expect(await send(mute())).toMatchObject({ status: 403, code: "access.readOnly" });
  viewer = everyone;
  const off = serve(false);
  expect(await send(mute(), {}, { to: off })).toMatchObject({ status: 403, code: "triage.off" });
  const told = await off.request("http://localhost/api/cn-shanghai/failures?period=30d");
  expect((await told.json()).triage).toBeNull();
});
