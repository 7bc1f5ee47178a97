import pg from "pg";

/** The right to sync. Of several processes exactly one has it. */
export interface Lease {
  /**
   * True when this process has it, having taken it now if it was free.
   * @throws when a folder cannot be locked at all
   */
  tryAcquire(): Promise<boolean>;
  /** What is said when another process has it; null where several are the normal case. */
  whenTaken: string | null;
  close(): Promise<void>;
}

/** For an index that no other process can open. */
export const noopLease: Lease = {
  tryAcquire: async () => true,
  whenTaken: null,
  close: async () => {},
};

/** Any fixed number: the advisory locks' family among the database's. */
const lockKey = 1_523_369_182;

/** One lock a schema: two Snapdecks that share a database but not their tables both sync. */
const tryLockQuery =
  "select pg_try_advisory_lock($1, hashtext(coalesce(current_schema(), 'public'))) as taken";

/** A machine that lost its power closes no connection: the server finds out, and frees its lock, in 25 s. */
const keepaliveSettings =
  "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3";

/**
 * A lease as PostgreSQL's session-level advisory lock (PostgreSQL manual, "Advisory Locks"): the
 * server frees it with the connection, so after a crash the next process that asks gets it.
 * @param timeoutMs how long the database may take to answer before the lease counts as not held
 */
export function postgresLease(connectionString: string, timeoutMs = 5_000): Lease {
  let session: pg.Client | null = null;
  let held = false;
  const open = async () => {
    const opened = new pg.Client({
      connectionString,
      keepAlive: true,
      connectionTimeoutMillis: timeoutMs,
      query_timeout: timeoutMs,
    });
    session = opened;
    // A session that was dropped may break later still; it is no longer this lease's.
    opened.on("error", () => void (session === opened && drop()));
    await opened.connect();
    await opened.query(keepaliveSettings);
    return opened;
  };
  const drop = async () => {
    const ended = session;
    session = null;
    held = false;
    await ended?.end().catch(() => {});
  };
  // Several loops ask at once; they share one question and its answer.
  let asking: Promise<boolean> | null = null;
  const ask = async () => {
    try {
      const asked = session ?? (await open());
      if (held) {
        // A session that still answers still has its lock.
        await asked.query("select 1");
        return true;
      }
      const { rows } = await asked.query<{ taken: boolean }>(tryLockQuery, [lockKey]);
      held = rows[0]?.taken ?? false;
      return held;
    } catch {
      await drop();
      return false;
    }
  };
  return {
    tryAcquire() {
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
    whenTaken: null,
    close: drop,
  };
}
