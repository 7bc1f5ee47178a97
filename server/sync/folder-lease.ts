import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Client, createClient, LibsqlError, type Transaction } from "@libsql/client/sqlite3";
import type { Lease } from "./lease";

/**
 * A lease on a data folder: a write transaction that stays open on a database file of its own. SQLite locks
 * the file with the operating system, which frees it when the process ends, however it ends. So there is
 * nothing to renew, and nothing stale to clear away after a crash.
 */
export function folderLease(folder: string): Lease {
  let client: Client | null = null;
  let held: Transaction | null = null;

  const acquire = async () => {
    if (held !== null) return true;
    try {
      mkdirSync(folder, { recursive: true });
      client ??= createClient({ url: pathToFileURL(join(folder, "sync-lock.db")).href });
      held = await client.transaction("write");
      return true;
    } catch (error) {
      if (error instanceof LibsqlError && error.code.startsWith("SQLITE_BUSY")) return false;
      throw error;
    }
  };
  let asking: Promise<boolean> | null = null;
  return {
    tryAcquire() {
      asking ??= acquire().finally(() => {
        asking = null;
      });
      return asking;
    },
    // The folder has one lock for all: it is given up with the process.
    release: async () => {},
    whenTaken: `another Snapdeck keeps the index in ${folder} current; this one serves it without syncing until that one ends`,
    async close() {
      held?.close();
      held = null;
      client?.close();
      client = null;
    },
  };
}
