import { mkdtempSync, rmSync } from "node:fs";
import { request as ask, createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { emulatorConnection } from "../connections/emulator-connection.testing";
import { endpoints, failureListSchema, failureSnapshotsSchema } from "../contract";
import { type Emulator, startEmulator, tenThousandInstanceId } from "../emulator/index";
import { openIndex } from "../store/open";
import { noopLease } from "../sync/lease";
import { startSync } from "../sync/sync";
import { builtInCauses } from "../triage/causes-catalogue";
import { createApp } from "./app";
import { start } from "./app.testing";

/*
 * Between Snapdeck and the emulated account stands a service that adds a secret to every text of every answer: also to
 * those of fields that are still to come. Each has its number in it, by which a failure names the field.
 */
const planted = new Map<string, { word: string; text: string }>();
const forms: readonly ((word: string) => string)[] = [
  (word) => `password=${word}`,
  (word) => `docker login -u me -p ${word} r.example`,
  (word) => `Authorization: Bearer ${word}`,
  (word) => `{"auth": "${word} ${word}"}`,
  (word) => `https://me:${word}@r.example/v2/`,
  (word) => `https://o.example/x?Expires=${word}&Signature=a%2Fb`,
  (word) => `Cookie: a=1; sid=${word}`,
  (word) => `密码：${word}`,
  (word) => `LTAI5t${word}`,
  (word) => `STS.${word}`,
  (word) => `eyJhbGciOiJIUzI1NiJ9.${word}.x`,
];
/** Ids make addresses, times are read as times, and the envelope is not handed on. */
const kept = /^(?:RequestId|Code|Message|InstanceId|SnapshotId|ImageId|Gmt.*)$/;

function plant(value: unknown, field: string): unknown {
  if (Array.isArray(value)) return value.map((one) => plant(one, field));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        name,
        kept.test(name) ? one : plant(one, `${field}.${name}`),
      ]),
    );
  // A status that says "saved" has to be that word alone; labels in a text are parsed.
  if (typeof value !== "string" || /^(?:Saved$|\{)/.test(value)) return value;
  const place = `${field} of ${value}`;
  const number = planted.size;
  const word = `cnry${String(number).padStart(4, "0")}x7q`;
  const known = planted.get(place) ?? {
    word,
    text: `${value} ${forms[number % forms.length]?.(word)}`,
  };
  planted.set(place, known);
  return known.text;
}

const folder = mkdtempSync(join(tmpdir(), "snapdeck-planted-"));
const closing: (() => unknown)[] = [];
let emulator: Emulator;
let app: ReturnType<typeof createApp>;

beforeAll(async () => {
  emulator = await startEmulator({ now: start, instances: 12 });
  emulator.clock.set(start);
  emulator.data.deleteInstance(tenThousandInstanceId);
  const service = createServer((asked, response) => {
    const { method, url, headers } = asked;
    ask({ port: emulator.port, method, path: url, headers }, async (answer) => {
      const body = plant(JSON.parse(await textOf(answer)), "");
      response.writeHead(answer.statusCode ?? 500, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    }).end();
  });
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  const at = service.address();
  if (at === null || typeof at === "string") throw new Error("no port");
  const { accessKeyId, accessKeySecret, clock } = emulator;
  const url = `http://127.0.0.1:${at.port}`;
  const connection = emulatorConnection({ url, accessKeyId, accessKeySecret, clock });
  const index = await openIndex({ folder });
  const now = () => start;
  const sync = startSync(index, [connection], noopLease, { now, elapsed: now, running: false });
  await sync.once("cn-shanghai", "full");
  app = createApp({
    connections: [connection],
    now,
    triage: { index, sync, catalogue: builtInCauses },
  });
  closing.push(
    () => sync.close(),
    () => index.close(),
    () => connection.client.close(),
    () => service.close(),
    () => emulator.close(),
    () => rmSync(folder, { recursive: true, force: true }),
  );
});
afterAll(async () => {
  for (const close of closing) await close();
});

async function get(path: string): Promise<string> {
  const response = await app.request(`http://localhost/api${path}`);
  const body = await response.text();
  expect(response.status, `${path}: ${body}`).toBe(200);
  return body;
}

/** The fields whose secret a text has. */
const foundIn = (text: string) =>
  [...planted].filter(([, { word }]) => text.includes(word)).map(([place]) => place);

/** What endpoints are asked beside their plain address. */
const queries: Record<string, readonly string[]> = {
  "/search": ["q=r.example", "q=dsw"],
  "/{connection}/instances": ["facets=whole&size=100"],
  "/{connection}/instances/{instanceId}/snapshots": ["counts=whole&size=100", "sort=name"],
  "/{connection}/failures": ["period=30d&size=100", "period=30d&size=100&by=instance"],
  "/{connection}/failures/snapshots": ["period=30d&size=100"],
  "/{connection}/exports/instances": ["format=csv", "format=json"],
  "/{connection}/exports/at-risk": ["format=csv", "format=json"],
  "/{connection}/exports/failures": ["format=csv&period=30d", "format=json&period=30d"],
  "/{connection}/exports/instances/{instanceId}/snapshots": ["format=csv", "format=json"],
};
const reports = ["en", "zh-CN"].flatMap((language) =>
  [true, false].map((masked) => `base=http://localhost&language=${language}&masked=${masked}`),
);

it("no answer, file or report has a secret, whichever field it stood in", async () => {
  const failed = failureSnapshotsSchema.parse(
    JSON.parse(await get("/all/failures/snapshots?period=30d&size=100")),
  ).items;
  const groups = failureListSchema.parse(
    JSON.parse(await get("/all/failures?period=30d&size=100")),
  ).groups;
  expect(failed.length).toBeGreaterThan(5);
  expect(groups.some(({ parts }) => parts.some(({ text }) => text.includes("***")))).toBe(true);
  const told: string[] = [];
  for (const { path } of endpoints) {
    const asked = path.endsWith("incident-report") ? reports : (queries[path] ?? [""]);
    const ids = path.includes("{instanceId}") ? failed.slice(0, 4) : [failed[0]];
    for (const one of ids) {
      const { instanceId = "", snapshotId = "", imageId = "" } = one ?? {};
      const filled = path
        .replace("{connection}", "cn-shanghai")
        .replace("{instanceId}", instanceId)
        .replace("{snapshotId}", snapshotId)
        .replace("{imageId}", imageId ?? "");
      const ofGroups = /failures\/(incident-report|group)$/.test(path) ? groups : [null];
      for (const group of ofGroups)
        for (const query of asked) {
          const more = group === null ? query : `${query}&period=30d&group=${group.key}`;
          const text = await get(`${filled}?${more}`);
          expect(foundIn(text), `${filled}?${more}`).toEqual([]);
          told.push(text);
        }
    }
  }
  // The texts that secrets were added to are told: they were not left out as a whole.
  const all = told.join("\n");
  for (const place of ["UserName", "ReasonMessage", "EcsSpec", "Labels.Value", "Tags.TagKey"])
    expect(
      [...planted.keys()].some((name) => name.includes(place)),
      place,
    ).toBe(true);
  for (const { instanceName, ecsSpec, imageUrl } of failed.map(({ instanceId }) =>
    emulatedInstance(instanceId),
  ))
    for (const text of [instanceName, ecsSpec, imageUrl]) expect(all).toContain(text);
});

const emulatedInstance = (instanceId: string) => {
  const instance = emulator.data.instance(instanceId);
  if (instance === null) throw new Error(`${instanceId} is not there`);
  return { ...instance, ecsSpec: instance.spec };
};

it("a masked report names neither whose a push is nor where it went", async () => {
  const { items } = failureSnapshotsSchema.parse(
    JSON.parse(await get("/all/failures/snapshots?period=30d&size=100")),
  );
  for (const { instanceId, snapshotId } of items.slice(0, 20)) {
    const { userId, userName } = emulatedInstance(instanceId);
    const pushed = emulator.data.snapshots(instanceId).find((one) => one.snapshotId === snapshotId);
    const [, namespace = "", repository = ""] = pushed?.imageUrl.split(":")[0]?.split("/") ?? [];
    for (const query of reports.filter((one) => one.includes("masked=true"))) {
      const path = `/cn-shanghai/instances/${instanceId}/snapshots/${snapshotId}`;
      const text = await get(`${path}/incident-report?${query}`);
      for (const name of [userId, userName, namespace, repository])
        expect(text, `${name} in ${path}`).not.toMatch(new RegExp(`(?<!\\w)${name}(?!\\w)`));
    }
  }
});
