import pg from "pg";

/** The right to sweep. Of several replicas exactly one holds it. */
export interface Lease {
  /** True when this process holds it, having taken it now if it was free. */
  hold(): Promise<boolean>;
  close(): Promise<void>;
}

/** Of a process with a file of its own, nobody else can sweep. */
export const soleLease: Lease = { hold: async () => true, close: async () => {} };

/** Any fixed number: the advisory locks' family among the database's. */
const lockKey = 1_523_369_182;

/** One lock a schema: two Snapdecks that share a database but not their tables both sweep. */
const takeLock =
  "select pg_try_advisory_lock($1, hashtext(coalesce(current_schema(), 'public'))) as taken";

/**
 * A lease as PostgreSQL's session-level advisory lock (PostgreSQL manual, "Advisory Locks"): the
 * server frees it with the connection, so a crash hands it to whoever asks next.
 */
export function postgresLease(connectionString: string): Lease {
  let session: pg.Client | null = null;
  let held = false;
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
      if (session === null) {
        session = new pg.Client({ connectionString, keepAlive: true });
        session.on("error", () => void drop());
        await session.connect();
      }
      if (held) {
        // A session that still answers still holds its lock.
        await session.query("select 1");
        return true;
      }
      const { rows } = await session.query<{ taken: boolean }>(takeLock, [lockKey]);
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
