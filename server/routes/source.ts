import { setTimeout as sleep } from "node:timers/promises";
import type { Viewer } from "../access/viewer";
import { allConnections } from "../contract";
import { log } from "../log/log";
import { ProblemError } from "../problems/problem";
import type { FailureSource } from "../store/failure-source";
import type { SyncState } from "../store/sync-runs";
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
export async function sourceOf(
  context: RouteContext,
  viewer: Viewer,
  connection: string,
): Promise<FailureSource> {
  const triage = context.triageOf(viewer);
  const open = context.connectionsOf(viewer);
  if (!triage) {
    throw new ProblemError("index.unavailable", "This server runs without the snapshot index.");
  }
  const connections =
    connection === allConnections
      ? [...open.keys()]
      : [connectionOf(context, viewer, connection).connection.id];
  const states = triage.states().flatMap((state) => {
    const seen = open.get(state.connection);
    if (seen === undefined) return [];
    const { workspace } = seen.connection;
    return [{ ...(seen.isLimited ? withoutCounts(state) : state), workspace }];
  });
  await withinMs(triage.backfilled(), backfillWaitMs);
  const { index, catalogue } = triage;
  // Of services whose clocks differ, the one furthest ahead: no failure may be too new for every list.
  const offsets = connections.map((id) => open.get(id)?.client.clockOffsetMs() ?? 0);
  const at = context.now();
  // Without any connection there is none that could differ.
  const serviceNow = at + (offsets.length === 0 ? 0 : Math.max(...offsets));
  const mayChange = triage.mayChangeGroups(connections);
  return {
    index,
    connections,
    states,
    catalogue,
    now: at,
    serviceNow,
    ...(mayChange === null ? {} : { triage: { mayChange } }),
  };
}

/**
 * The same for what belongs to one connection, where `all` is no name.
 * @throws {ProblemError} `index.unavailable`, `connection.unknown`
 */
export const sourceOfOne = (
  context: RouteContext,
  viewer: Viewer,
  connection: string,
): Promise<FailureSource> =>
  sourceOf(context, viewer, connectionOf(context, viewer, connection).connection.id);

/** How far a run has come, and what it costs, would tell how much there is that may not be seen. */
const withoutCounts = (state: SyncState): SyncState => ({
  ...state,
  done: 0,
  total: 0,
  calls: 0,
  perMinute: 0,
  throttled: 0,
});
