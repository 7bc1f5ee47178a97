import type pg from "pg";

/** The right to sync a connection. Of several processes exactly one has it. */
export interface Lease {
  /**
   * True when this process has it, having taken it now if it was free.
   * @throws when a folder cannot be locked at all
   */
  tryAcquire(connection: string): Promise<boolean>;
  /** Leaves it to whoever asks next, where each connection has one of its own. */
  release(connection: string): Promise<void>;
  /** What is said when another process has it; null where several are the normal case. */
  whenTaken: string | null;
  close(): Promise<void>;
}

/** For an index that no other process can open. */
export const noopLease: Lease = {
  tryAcquire: async () => true,
  release: async () => {},
  whenTaken: null,
  close: async () => {},
};

/** Any fixed numbers: the advisory locks' families among the database's. */
const schemaLockKey = 1_523_369_182;
const connectionLockKey = 1_523_369_183;

const schemaName = "coalesce(current_schema(), 'public')";

/**
 * The release before this one took a lock of the whole schema and synced every connection. The same lock, shared,
 * keeps it from syncing beside us, and us beside it, while one release is replaced by the other.
 */
const trySchemaQuery = `select pg_try_advisory_lock_shared($1, hashtext(${schemaName})) as taken`;

/** One lock a schema and connection: two Snapdecks that share a database but not their tables both sync. */
const connectionHash = `hashtext(${schemaName} || '/' || $2)`;
const tryLockQuery = `select pg_try_advisory_lock($1, ${connectionHash}) as taken`;
const unlockQuery = `select pg_advisory_unlock($1, ${connectionHash})`;

/** A machine that lost its power closes no connection: the server finds out, and frees its locks, in 25 s. */
const keepaliveSettings =
  "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3";

/** A session with the database, and the connections whose locks it has. */
interface Session {
  client: pg.Client;
  held: Set<string>;
}

/**
 * Leases as PostgreSQL's session-level advisory locks (PostgreSQL manual, "Advisory Locks"): the
 * server frees them with the session, so after a crash the next process that asks gets them.
 * @param timeoutMs how long the database may take to answer before the leases count as not held
 */
export function postgresLease(connectionString: string, timeoutMs = 5_000): Lease {
  let opening: Promise<Session | null> | null = null;
  let current: Session | null = null;

  /** A session that has the schema's lock; null while the release before this one has it. */
  const open = async (): Promise<Session | null> => {
    // Loaded here, since the embedded engine starts without it.
    const { default: pg } = await import("pg");
    const client = new pg.Client({
      connectionString,
      keepAlive: true,
      connectionTimeoutMillis: timeoutMs,
      query_timeout: timeoutMs,
    });
    const session = { client, held: new Set<string>() };
    client.on("error", () => void drop(session));
    try {
      await client.connect();
      await client.query(keepaliveSettings);
      const { rows } = await client.query<{ taken: boolean }>(trySchemaQuery, [schemaLockKey]);
      if (rows[0]?.taken === true) {
        current = session;
        return session;
      }
      await drop(session);
      return null;
    } catch (error) {
      await drop(session);
      throw error;
    }
  };
  const drop = async (session: Session) => {
    if (current === session) current = null;
    session.held.clear();
    await session.client.end().catch(() => {});
  };
  const opened = async () => {
    if (current !== null) return current;
    opening ??= open().finally(() => {
      opening = null;
    });
    return opening;
  };
  const ask = async (connection: string) => {
    const session = await opened().catch(() => null);
    if (session === null) return false;
    try {
      if (session.held.has(connection)) {
        // A session that still answers still has its locks.
        await session.client.query("select 1");
        return session.held.has(connection);
      }
      const values = [connectionLockKey, connection];
      const { rows } = await session.client.query<{ taken: boolean }>(tryLockQuery, values);
      const taken = rows[0]?.taken ?? false;
      if (taken && current === session) session.held.add(connection);
      return taken && current === session;
    } catch {
      await drop(session);
      return false;
    }
  };
  // Who asks for the same at once shares one question and its answer.
  const asking = new Map<string, Promise<boolean>>();
  return {
    tryAcquire(connection) {
      const asked =
        asking.get(connection) ?? ask(connection).finally(() => void asking.delete(connection));
      asking.set(connection, asked);
      return asked;
    },
    async release(connection) {
      const session = current;
      if (session === null || !session.held.delete(connection)) return;
      await session.client
        .query(unlockQuery, [connectionLockKey, connection])
        .catch(() => drop(session));
    },
    whenTaken: null,
    async close() {
      await opening?.catch(() => null);
      if (current !== null) await drop(current);
    },
  };
}
