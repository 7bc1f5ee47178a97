import pg from "pg";

/** The right to sweep. Of several replicas exactly one holds it. */
export interface Lease {
  /** True when this process holds it, having taken it now if it was free. */
  hold(): Promise<boolean>;
  close(): Promise<void>;
}

/** Of a process with a file of its own, nobody else can sweep. */
export const noopLease: Lease = { hold: async () => true, close: async () => {} };

/** Any fixed number: the advisory locks' family among the database's. */
const lockKey = 1_523_369_182;

/** One lock a schema: two Snapdecks that share a database but not their tables both sweep. */
const tryLockQuery =
  "select pg_try_advisory_lock($1, hashtext(coalesce(current_schema(), 'public'))) as taken";

/** A machine that vanished says no goodbye: the server asks after it, and frees its lock in 25 s. */
const keepaliveSettings =
  "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3";

/**
 * A lease as PostgreSQL's session-level advisory lock (PostgreSQL manual, "Advisory Locks"): the
 * server frees it with the connection, so a crash hands it to whoever asks next.
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
        // A session that still answers still holds its lock.
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
    hold() {
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
    close: drop,
  };
}
