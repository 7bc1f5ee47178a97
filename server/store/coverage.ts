import type { Coverage, ConnectionSync as ToldSync } from "../contract";
import { hasFullRun, type SyncState } from "./sync-runs";
import type { IndexView } from "./view";
import { visibilityOf } from "./visibility";

/** Where a connection's sync stands, as whoever asks for a coverage knows it. Times are milliseconds since the epoch. */
export interface ConnectionSync extends Omit<ToldSync, "remainingMs" | "nextAt"> {
  startedAt: number | null;
  nextAt: number | null;
  /** The code of what ended the last run early; null when nothing did. */
  error: string | null;
  /** Set while the service refuses the instance list, with the workspace that it named. */
  refused: SyncState["refused"];
}

/** Failed readings named at most; their number is told in full by the counts. */
const namedAtMost = 50;

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

/** How much of the connections' instances the index rests on. `now` is in milliseconds since the epoch. */
export async function coverageOf(
  view: IndexView,
  connections: readonly string[],
  states: readonly ConnectionSync[],
  now: number,
): Promise<Coverage> {
  return (await coverageRead(view, connections, states, now)).coverage;
}

/** The same with when the newest of their histories was read: it moves with every reading, the rest only with what was read. */
export async function coverageRead(
  view: IndexView,
  connections: readonly string[],
  states: readonly ConnectionSync[],
  now: number,
): Promise<{ coverage: Coverage; readAt: string | null }> {
  const listed = view.instances(connections).where("gone_at", "is", null);
  const [counts, failed, unconfirmed, missesFullRun, visibility] = await Promise.all([
    listed
      .select((eb) => [
        eb.fn.countAll<number>().as("instances"),
        eb.fn.count<number>("history_read_at").as("read"),
        eb.fn.min("history_read_at").as("oldest"),
        eb.fn.max("history_read_at").as("newest"),
        eb.fn.count<number>("error_code").as("failed"),
      ])
      .executeTakeFirstOrThrow(),
    listed
      .select(["connection", "instance_id", "name", "error_code", "error_request_id", "error_at"])
      .where("error_code", "is not", null)
      .orderBy("error_at", "desc")
      .limit(namedAtMost)
      .execute(),
    countMissing(view, connections),
    anyWithoutFullRun(view, connections),
    visibilityOf(view, connections, states),
  ]);
  const instances = Number(counts.instances);
  const read = Number(counts.read);
  const mine = states.filter((state) => connections.includes(state.connection));
  const coverage = {
    instances,
    read,
    oldestReadAt: iso(counts.oldest),
    failed: failed.map((row) => ({
      connection: row.connection,
      instanceId: row.instance_id,
      instanceName: row.name,
      code: row.error_code ?? "",
      requestId: row.error_request_id,
      at: iso(row.error_at) ?? "",
    })),
    unconfirmed,
    syncs: mine.map((state) => currentSync(state, now)),
    visibility,
    // A list that is still being read, be it by another replica, may yet bring instances nobody knows of.
    complete:
      read === instances &&
      Number(counts.failed) === 0 &&
      unconfirmed === 0 &&
      mine.length > 0 &&
      mine.every(({ phase, error }) => phase !== "full" && error === null) &&
      !missesFullRun,
  };
  return { coverage, readAt: iso(counts.newest) };
}

/** What an answer tells of a sync: how a full run goes, and nothing that changes while all is well. */
export function currentSync(
  { connection, workspace, throttled, phase, startedAt, ...run }: ConnectionSync,
  now: number,
): Coverage["syncs"][number] {
  const { done, total, calls } = run;
  const remainingMs = remaining(run, startedAt, now);
  return {
    connection,
    workspace,
    throttled,
    full: phase === "full" ? { done, total, calls, remainingMs } : null,
  };
}

/** How the reading of a connection goes. `now` is in milliseconds since the epoch. */
export const toldSync = (
  { startedAt, nextAt, error: _error, refused: _refused, ...state }: ConnectionSync,
  now: number,
): ToldSync => ({
  ...state,
  remainingMs: remaining(state, startedAt, now),
  nextAt: iso(nextAt),
});

/** How many instances and snapshots vanished from their lists and are not yet known to be gone. */
async function countMissing(view: IndexView, connections: readonly string[]): Promise<number> {
  const { count } = await view
    .missing(connections)
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function anyWithoutFullRun(
  view: IndexView,
  connections: readonly string[],
): Promise<boolean> {
  const full = await Promise.all(
    connections.map((connection) => hasFullRun(view.runs(), connection)),
  );
  return full.includes(false);
}

function remaining(
  { done, total }: Pick<ConnectionSync, "done" | "total">,
  startedAt: number | null,
  now: number,
): number | null {
  if (startedAt === null || done === 0) return null;
  return Math.round(((now - startedAt) / done) * (total - done));
}
