import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loopbackAccess } from "../access/access";
import { type ShownRule, scopesOf } from "../access/rules";
import { letsThrough, type Viewer } from "../access/viewer";
import { emulatorConnection } from "../connections/emulator-connection.testing";
import type { OpenConnection } from "../connections/open-connection";
import { endpoints, type Instance } from "../contract";
import { type Emulator, startEmulator, tenThousandInstanceId } from "../emulator/index";
import { openIndex } from "../store/open";
import { noopLease } from "../sync/lease";
import { startSync } from "../sync/sync";
import { builtInCauses } from "../triage/causes-catalogue";
import { createApp } from "./app";
import { start } from "./app.testing";

/** Two accounts, as two connections. */
const seeds = { "cn-shanghai": 1, "cn-beijing": 2 } as const;
const ids = Object.keys(seeds);
const perAccount = 14;

type App = ReturnType<typeof createApp>;
interface Side {
  app: App;
  emulators: Emulator[];
  settled(): Promise<void>;
  /** What was read of images in the course of earlier questions. */
  forgetImages(): Promise<void>;
  close(): Promise<void>;
}

/** Everything that the server tells, to one viewer, of accounts that lack what `keep` leaves out. */
async function startSide(
  keep: (connection: string, instance: Instance) => boolean,
  viewerNow: () => Viewer,
  shown: (connection: string) => boolean = () => true,
): Promise<Side> {
  const folder = mkdtempSync(join(tmpdir(), "snapdeck-rules-"));
  const index = await openIndex({ folder });
  const emulators: Emulator[] = [];
  const connections: OpenConnection[] = [];
  const now = () => start;
  for (const [id, seed] of Object.entries(seeds)) {
    if (!shown(id)) continue;
    const emulator = await startEmulator({ now: start, seed, instances: perAccount });
    emulator.clock.set(start);
    emulator.data.deleteInstance(tenThousandInstanceId);
    const open = emulatorConnection(emulator, { id });
    const { items } = await open.instances.whole();
    for (const one of items) if (!keep(id, one)) emulator.data.deleteInstance(one.instanceId);
    const fresh = emulatorConnection(emulator, { id });
    await open.client.close();
    emulators.push(emulator);
    connections.push(fresh);
  }
  const sync = startSync(index, connections, noopLease, { now, elapsed: now, running: false });
  for (const { connection } of connections) await sync.once(connection.id, "full");
  const access = {
    ...loopbackAccess(),
    admit: async () => ({ viewer: viewerNow(), renewed: null }),
  };
  const app = createApp({
    connections,
    access,
    now,
    triage: { index, sync, catalogue: builtInCauses },
    views: ["all", ...ids]
      .filter((id) => id === "all" || shown(id))
      .map((id) => ({
        name: { en: id, "zh-CN": id },
        path: id === "all" ? "/failures" : `/${id}/failures`,
      })),
  });
  return {
    app,
    emulators,
    settled: () => sync.images.settled(),
    forgetImages: async () => void (await index.db.deleteFrom("images").execute()),
    async close() {
      await sync.close();
      await index.close();
      await Promise.all(connections.map(({ client }) => client.close()));
      await Promise.all(emulators.map((emulator) => emulator.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const viewerWith = (scopeOf: Viewer["scopeOf"], owner: string | null = null): Viewer => ({
  id: "ada",
  name: "Ada",
  operator: false,
  owner,
  readOnly: false,
  scopeOf,
});
const seesAll = viewerWith(() => "whole");

/** Everybody's instances, and what a test asks about each. */
let all: { connection: string; instance: Instance; snapshots: string[]; images: string[] }[] = [];
let viewer: Viewer = seesAll;
let side: Side;

beforeAll(async () => {
  side = await startSide(
    () => true,
    () => viewer,
  );
  all = [];
  for (const connection of ids) {
    const { items } = await json(`/${connection}/instances?size=100`);
    for (const instance of items) {
      const { items: rows } = await json(
        `/${connection}/instances/${instance.instanceId}/snapshots?size=100`,
      );
      all.push({
        connection,
        instance,
        snapshots: rows.map((row: { snapshotId: string }) => row.snapshotId),
        images: rows.flatMap((row: { imageId: string | null }) => row.imageId ?? []),
      });
    }
  }
  const failures = await json("/all/failures?period=30d&size=4");
  groups = failures.groups.map(({ key }: { key: string }) => key);
  async function json(path: string) {
    return (await side.app.request(`http://localhost/api${path}`)).json();
  }
}, 60_000);
afterAll(() => side.close());

const asks: Record<string, readonly string[]> = {
  "/search": ["q=dsw", "q=team", "q=train", "q=a"],
  "/{connection}/instances": [
    "facets=whole",
    "facets=whole&sort=name&order=asc&size=5&page=2",
    "sort=created&size=3&page=2",
    "sort=latest&order=asc&latest=failed,inFlight",
    "owner=me&sort=owner",
    "sort=imageSize",
    "imageSize=under10,from10to20,unknown",
    "q=dsw",
  ],
  "/{connection}/failures": [
    "period=30d",
    "period=30d&by=instance&sort=count",
    "period=30d&outcome=succeeded&by=registry",
    "outcome=stuck",
    "period=30d&q=push",
  ],
  "/{connection}/failures/snapshots": [
    "period=30d&size=100",
    "period=30d&outcome=succeeded",
    "period=30d&sort=owner&order=asc&size=3&page=2",
  ],
  "/{connection}/at-risk": ["", "sort=failedSince&order=desc"],
  "/{connection}/failures/group": ["period=30d&group=f1-0"],
  "/{connection}/exports/instances": ["format=csv", "format=json", "owner=me&sort=imageSize"],
  "/{connection}/exports/failures": ["format=csv&period=30d", "format=json&period=30d"],
  "/{connection}/exports/at-risk": ["format=json"],
  "/{connection}/exports/instances/{instanceId}/snapshots": ["format=csv"],
  "/{connection}/instances/{instanceId}/snapshots": ["counts=whole", "sort=name&order=asc"],
  "/{connection}/instances/{instanceId}/snapshots/{snapshotId}/incident-report": [
    "base=http%3A%2F%2Flocalhost",
  ],
};
/** Everybody's groups of failures, which one may ask for who sees some of their pushes or none. */
let groups: readonly string[] = [];
const asksOfGroups: Record<string, (group: string) => string> = {
  "/{connection}/failures": (group) => `period=30d&size=1&group=${group}`,
  "/{connection}/failures/snapshots": (group) => `period=30d&group=${group}`,
  "/{connection}/failures/group": (group) => `period=30d&group=${group}`,
};
/** Asked for by the group of each failure, which is not known before. */
const skipped = new Set(["/{connection}/failures/incident-report"]);
const acrossConnections = /^\/\{connection\}\/(failures|at-risk|exports\/(failures|at-risk))/;

/** Every address of the API, about things that one may see, may not see, and that are not there. */
function addresses(): string[] {
  const few = all.filter((_one, at) => at % 3 === 0);
  const everyPush = all
    .flatMap(({ connection, instance, snapshots }) =>
      snapshots.slice(0, 2).map((id) => `${connection}/${instance.instanceId}/${id}`),
    )
    .join();
  const invented = {
    connection: "cn-nowhere",
    instanceId: "dsw-nowhere",
    snapshotId: "snap-nowhere",
  };
  return endpoints.flatMap(({ path }) => {
    if (skipped.has(path)) return [];
    const ofGroup = asksOfGroups[path];
    const queries = [
      ...(asks[path] ?? [""]),
      ...(ofGroup === undefined ? [] : groups.map((group) => ofGroup(group))),
      ...(path === "/{connection}/exports/failures" ? [`format=json&ids=${everyPush}`] : []),
    ];
    const places = path.includes("{instanceId}")
      ? [
          // Of an instance without images, every image is somebody else's.
          ...few
            .filter(({ images }) => images.length > 0 || !path.includes("{imageId}"))
            .map(({ connection, instance, snapshots, images }) => ({
              connection,
              instanceId: instance.instanceId,
              snapshotId: snapshots[0] ?? "none",
              imageId: images[0] ?? "none",
            })),
          { ...invented, connection: ids[0] ?? "", imageId: few[0]?.images[0] ?? "none" },
        ]
      : path.includes("{connection}")
        ? [...ids, invented.connection, ...(acrossConnections.test(path) ? ["all"] : [])].map(
            (connection) => ({ connection }),
          )
        : [{}];
    return places.flatMap((place) =>
      queries.map((query) => {
        const filled = path.replaceAll(/\{(\w+)\}/g, (_part, name: string) =>
          encodeURIComponent(String(Reflect.get(place, name))),
        );
        return query === "" ? filled : `${filled}?${query}`;
      }),
    );
  });
}

/** What differs between two readings of the same, and what a limited viewer is told in place of the credential's view. */
const asTold = (text: string) =>
  text
    .replaceAll(/"(requestId|readAt|\w+ReadAt)":"[^"]*"/g, '"$1":"-"')
    .replaceAll(/[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}/g, "-")
    .replaceAll(/(?<=read at |reading )[\d:.TZ-]+/g, "-")
    .replaceAll(/"(visibility|scope)":"\w+"/g, '"$1":"-"')
    .replaceAll(/"mayChange":\w+/g, '"mayChange":"-"')
    .replaceAll(
      /"(done|total|calls|perMinute|throttled)":\d+,"(done|total|calls|perMinute|throttled)":\d+/g,
      "-",
    )
    .replaceAll(/"(calls|perMinute|throttled)":\d+/g, '"$1":0')
    .replaceAll(
      /(all instances, including other people's private ones|own and public instances only[^";\\]*|only what access rules allow|can't tell whether other people's private instances are listed)/g,
      "-",
    )
    // The sentence of a CSV is quoted where what stood in it had a comma.
    .replaceAll(/^"(coverage: .*)"$/gm, "$1");

async function ask({ app, settled }: Side, path: string) {
  const answer = await app.request(`http://localhost/api${path}`);
  const body = await answer.text();
  await settled();
  const { status } = answer;
  // Of a refusal the words are ours or the service's; what counts is that it says no more than of nothing.
  return status === 200 ? { status, body: asTold(body) } : { status, body: JSON.parse(body).code };
}

/** What an account without the rest answers. Its images are asked for by their ids alone, whosever they are. */
async function expected(model: Side, path: string) {
  const [, ofInstance, connection = ""] =
    /^(\/([^/]+)\/instances\/[^/]+)\/images\/.+$/.exec(path) ?? [];
  const isLimited = viewer.scopeOf(connection) !== "whole";
  const instance = ofInstance === undefined || !isLimited ? null : await ask(model, ofInstance);
  return instance !== null && instance.status !== 200 ? instance : ask(model, path);
}

type Answer = Awaited<ReturnType<typeof ask>>;

/** Where two answers part: whole ones would fill the screen. */
function firstDifference(a: Answer, b: Answer) {
  if (a.status === b.status && a.body === b.body) return null;
  const [x, y] = [String(a.body), String(b.body)];
  let at = 0;
  while (at < x.length && x[at] === y[at]) at++;
  const around = (text: string) => text.slice(Math.max(0, at - 60), at + 60);
  return { told: [a.status, around(x)], known: [b.status, around(y)] };
}

const ruleArb = fc.record(
  {
    connections: fc.oneof(
      fc.constant("all" as const),
      fc.subarray(ids, { minLength: 1 }),
      fc.constant<string[]>([]),
    ),
    workspaces: fc.array(fc.nat(), { maxLength: 2 }),
    owner: fc.constant("self" as const),
  },
  { requiredKeys: ["connections"] },
);

describe("what one may not see does not exist", () => {
  it("in any answer of any address, under whatever rules", async () => {
    const workspaces = [...new Set(all.map(({ instance }) => instance.workspaceId ?? ""))];
    const owners = [...new Set(all.map(({ instance }) => instance.userId ?? ""))];
    await fc.assert(
      fc.asyncProperty(fc.array(ruleArb, { maxLength: 3 }), fc.nat(), async (drawn, owner) => {
        const rules: ShownRule[] = drawn.map((rule) => ({
          connections: rule.connections ?? [],
          ...(rule.owner === undefined ? {} : { owner: rule.owner }),
          ...(rule.workspaces === undefined
            ? {}
            : {
                workspaces: rule.workspaces.map((at) => workspaces[at % workspaces.length] ?? ""),
              }),
        }));
        const self = owners[owner % owners.length] ?? null;
        viewer = viewerWith(scopesOf(rules, self), self);
        await side.forgetImages();
        const scopeOf = (connection: string) => viewer.scopeOf(connection);
        const model = await startSide(
          (connection, instance) => letsThrough(scopeOf(connection) ?? [], instance),
          () => viewerWith(() => "whole", self),
          (connection) => scopeOf(connection) !== null,
        );
        try {
          for (const path of addresses()) {
            const told = await ask(side, path);
            const known = await expected(model, path);
            const place = `${path} under ${JSON.stringify(rules)}`;
            expect(firstDifference(told, known), place).toBeNull();
          }
        } finally {
          await model.close();
        }
      }),
      {
        numRuns: 5,
        endOnFailure: true,
        examples: [
          [[{ connections: "all", owner: "self" }], 0],
          [[{ connections: ["cn-shanghai"], workspaces: [0] }], 0],
        ],
      },
    );
  }, 120_000);

  it("nor in what an answer costs: as many calls as for what is not there, and as few words", async () => {
    const hidden = all[0];
    if (hidden === undefined) throw new Error("an account without instances");
    const { connection, instance } = hidden;
    viewer = viewerWith((id) =>
      id === connection ? [{ workspaces: null, owner: "somebody else" }] : null,
    );
    const about = async (instanceId: string, imageId = "image") => {
      const answers = [];
      for (const rest of [
        "",
        "/snapshots",
        "/snapshots/x",
        "/lifecycle",
        "/events",
        `/images/${imageId}`,
      ]) {
        const before = side.emulators.map((emulator) => emulator.calls.total);
        const path = `/api/${connection}/instances/${instanceId}${rest}`;
        const answer = await side.app.request(`http://localhost${path}`);
        const calls = side.emulators.map(({ calls: { total } }, at) => total - (before[at] ?? 0));
        const text = (await answer.text()).replace(/"traceId":"[^"]*"/, "");
        answers.push([answer.status, text, calls]);
      }
      return answers;
    };
    const other = all.find(
      (one) => one.instance.userId !== instance.userId && one.images.length > 0,
    );
    const [foreign = "none"] = other?.images ?? [];
    await about("dsw-nowhere");
    expect(await about(instance.instanceId, hidden.images[0])).toEqual(await about("dsw-nowhere"));
    // Nor is an image told by way of an instance that one may see.
    viewer = viewerWith((id) =>
      id === connection ? [{ workspaces: null, owner: instance.userId }] : null,
    );
    const [seen] = await about(instance.instanceId);
    expect(seen?.[0]).toBe(200);
    expect((await about(instance.instanceId, foreign)).at(-1)?.[0]).toBe(404);
  });
});
