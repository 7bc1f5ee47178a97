import type { OpenConnection } from "../connections/open-connection";
import { type ConnectionHealth, getOperationsEndpoint, type Operations } from "../contract";
import { ProblemError } from "../problems/problem";
import { coverageOf, toldSync } from "../store/coverage";
import { type ConnectionReadings, readingsOf } from "../store/totals";
import { wholeView } from "../store/view";
import type { ReadHealth } from "./connection-health";
import { isoTime, type Triage } from "./context";
import { createRouter } from "./router";

/** What the operators' page rests on. It is about the server as a whole, and names no instance. */
export interface OperationsSource {
  connections: readonly OpenConnection[];
  triageNow: () => Triage | null;
  readHealth: ReadHealth;
  version: string;
  /** Milliseconds since the epoch. */
  startedAt: number;
  now: () => number;
}

/** How the server is doing, for operators; for everybody else the address does not exist. */
export const operationsRoutes = (source: OperationsSource) =>
  createRouter().openapi(getOperationsEndpoint, async (c) => {
    if (!c.var.viewer.operator) {
      throw new ProblemError("route.unknown", "The API has no such address.");
    }
    return c.json(await operationsOf(source), 200);
  });

async function operationsOf(source: OperationsSource): Promise<Operations> {
  const { connections, triageNow, readHealth, version, startedAt, now } = source;
  const triage = triageNow();
  const [problems, indexed] = await Promise.all([
    readHealth(),
    // A database that does not answer costs what it would have told.
    triage === null ? null : indexOf(triage, connections, now()).catch(() => null),
  ]);
  return {
    version,
    startedAt: isoTime(startedAt),
    index: indexed === null ? "unavailable" : (triage?.index.engine ?? "unavailable"),
    connections: connections.map(({ connection, client, images }) => ({
      connection,
      problem: problems.get(connection.id) ?? null,
      permissions: { ...client.stats().permissions, ...images.stats().permissions },
      clockOffsetMs: client.clockOffsetMs(),
      index: indexed?.get(connection.id) ?? null,
    })),
  };
}

async function indexOf(
  { index, sync }: Triage,
  connections: readonly OpenConnection[],
  now: number,
): Promise<Map<string, ConnectionHealth["index"]>> {
  const ids = connections.map(({ connection }) => connection.id);
  const states = sync.states().map((state) => ({
    ...state,
    workspace:
      connections.find(({ connection }) => connection.id === state.connection)?.connection
        .workspace ?? "ALL",
  }));
  const view = wholeView(index);
  const [readings, coverage] = await Promise.all([
    readingsOf(index, ids),
    coverageOf(view, ids, states, now),
  ]);
  const syncOf = (id: string) => {
    const state = states.find(({ connection }) => connection === id);
    return state === undefined ? null : toldSync(state, now);
  };
  const of = ({ connection, instances, read, failed, ...times }: ConnectionReadings) => ({
    instances,
    read,
    failed,
    oldestReadAt: isoOrNull(times.oldestReadAt),
    lastRunAt: isoOrNull(times.lastRunAt),
    sync: syncOf(connection),
    error: states.find((one) => one.connection === connection)?.error ?? null,
    visibility: coverage.visibility.find((one) => one.connection === connection) ?? null,
  });
  return new Map(readings.map((one) => [one.connection, of(one)]));
}

const isoOrNull = (at: number | null) => (at === null ? null : isoTime(at));
