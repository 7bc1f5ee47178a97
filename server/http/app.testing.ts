import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { z } from "zod";
import { type OpenConnection, openConnection } from "../connections/open-connection";
import { listedInstanceSchema, problemSchema, snapshotSchema } from "../contract";
import { fixedCredential } from "../dsw/index";
import { type Emulator, startEmulator } from "../emulator/index";
import { createApp } from "./app";

/** The moment at which the emulated account's clock stands. */
export const start = Date.parse("2026-03-01T08:00:00Z");

const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    total: z.number(),
    page: z.number(),
    size: z.number(),
  });
/** A page of snapshots, as the API has it and with nothing else. */
export const snapshotList = listOf(snapshotSchema.strict()).extend({
  counts: z.record(z.string(), z.number()).nullable(),
  historyTotal: z.number(),
  inFlight: z.number(),
});
/** The same of instances. */
export const instanceList = listOf(listedInstanceSchema.strict()).extend({
  facets: z
    .object({
      statuses: z.record(z.string(), z.number()),
      workspaces: z.array(
        z.object({ id: z.string(), name: z.string().nullable(), count: z.number() }),
      ),
      owners: z.array(z.object({ id: z.string(), name: z.string().nullable(), count: z.number() })),
      mine: z.number().nullable(),
      latest: z.record(z.string(), z.number()),
    })
    .nullable(),
});

type App = ReturnType<typeof createApp>;

/** The address of an instance's snapshots in the API. */
export const history = (id: string) => `/cn-shanghai/instances/${id}/snapshots`;

/** The problem that an app answers with. */
export async function problem(path: string, app: App) {
  const response = await app.request(`http://localhost/api${path}`);
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  const body = problemSchema.parse(await response.json());
  expect(body.status).toBe(response.status);
  return body;
}

/**
 * An app over an emulated account whose clock stands still, for the tests of a file.
 * @param without an instance that the account is to lack
 */
export function testApp({ without }: { without?: string } = {}) {
  let emulator: Emulator;
  let connection: OpenConnection;
  let app: App;
  beforeAll(async () => {
    emulator = await startEmulator({ now: start });
    emulator.clock.set(start);
    if (without !== undefined) emulator.data.deleteInstance(without);
    connection = open();
    app = serve(connection);
  });
  afterEach(() => emulator.faults.set([]));
  afterAll(async () => {
    await connection.client.close();
    await emulator.close();
  });

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
        imageEndpoint: emulator.url,
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

  async function get<Schema extends z.ZodType>(path: string, schema: Schema) {
    const response = await app.request(`http://localhost/api${path}`);
    const body = await response.json();
    expect(response.status, JSON.stringify(body)).toBe(200);
    expect(response.headers.get("cache-control")).toBe("no-store");
    return schema.parse(body);
  }

  async function upstreamCalls<T>(work: () => Promise<T>): Promise<[T, number]> {
    const before = emulator.calls.total;
    const result = await work();
    return [result, emulator.calls.total - before];
  }

  return {
    get emulator() {
      return emulator;
    },
    get connection() {
      return connection;
    },
    get app() {
      return app;
    },
    open,
    serve,
    get,
    problem: (path: string) => problem(path, app),
    upstreamCalls,
  };
}
