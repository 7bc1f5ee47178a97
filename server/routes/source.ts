import { setTimeout as sleep } from "node:timers/promises";
import { allConnections } from "../contract";
import { log } from "../log/log";
import { ProblemError } from "../problems/problem";
import type { FailureSource } from "../store/failures";
import { connectionOf, type RouteContext } from "./context";

/** Says of a database that does not answer what it is; the log has the rest. @throws {ProblemError} */
export async function readIndex<Answer>(read: () => Promise<Answer>): Promise<Answer> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    log.warn("the index could not be read", { err: error });
    throw new ProblemError("index.unavailable", "The index's database did not answer.");
  }
}

/** A database that is too busy for it costs an answer no more than this. */
const backfillWaitMs = 1_000;

/** Resolves with the promise, or when so much time has passed. */
async function withinMs(done: Promise<void>, ms: number): Promise<void> {
  const over = new AbortController();
  const limit = sleep(ms, undefined, { signal: over.signal }).catch(() => {});
  await Promise.race([done, limit]);
  over.abort();
}

/**
 * What an answer of the index is drawn from: of one connection or, for `all`, of every one. What was read live
 * before is in it: who has had an instance read again sees it counted.
 * @throws {ProblemError} `index.unavailable`, `connection.unknown`
 */
export async function sourceOf(context: RouteContext, connection: string): Promise<FailureSource> {
  const { triage, connections: open, now } = context;
  if (!triage) {
    throw new ProblemError("index.unavailable", "This server runs without the snapshot index.");
  }
  const connections =
    connection === allConnections
      ? [...open.keys()]
      : [connectionOf(context, connection).connection.id];
  const states = triage.sync.states().map((state) => ({
    ...state,
    workspace: open.get(state.connection)?.connection.workspace ?? "ALL",
  }));
  await withinMs(triage.sync.backfilled(), backfillWaitMs);
  const { index, catalogue } = triage;
  // Of services whose clocks differ, the one furthest ahead: no failure may be too new for every list.
  const offsets = connections.map((id) => open.get(id)?.client.clockOffsetMs() ?? 0);
  const at = now();
  const serviceNow = at + Math.max(...offsets);
  return { index, connections, states, catalogue, now: at, serviceNow };
}

/**
 * The same for what belongs to one connection, where `all` is no name.
 * @throws {ProblemError} `index.unavailable`, `connection.unknown`
 */
export const sourceOfOne = (context: RouteContext, connection: string): Promise<FailureSource> =>
  sourceOf(context, connectionOf(context, connection).connection.id);
