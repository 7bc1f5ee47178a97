import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Config, ConfigError } from "../config/config";
import { readJsonFile } from "../config/json-file";
import type { Triage } from "../routes/context";
import { DatabaseAddressError, openIndex } from "../store/open";
import { keepDerivedCurrent } from "../store/refresh-derived";
import { noopLease, postgresLease } from "../sync/lease";
import { type Sync, startSync } from "../sync/sync";
import type { Cause } from "../triage/causes";
import { builtInCauses } from "../triage/causes-catalogue";
import { readCustomCauses } from "../triage/custom-causes";
import type { Opened } from "./connections";

export interface IndexStartup {
  /** The index and what keeps it; null while its database has not answered yet. */
  current(): Triage | null;
  close(): Promise<void>;
}

/** A database often starts after what needs it: it is looked for again this often. */
const retryMs = 5_000;

/**
 * Opens the snapshot index and starts its sync, or gives null where it is off. A database that does
 * not answer is said on stderr, leaves the rest of Snapdeck at work, and is looked for until it does.
 * @throws {ConfigError} for mistakes in the team's causes and in the database's address
 */
export async function startIndex(config: Config, opened: Opened): Promise<IndexStartup | null> {
  const catalogue = [...teamCauses(config.causesFile), ...builtInCauses];
  if (config.index === null) return null;
  const { databaseUrl, folder: given } = config.index;
  // The emulated account begins anew at every start, and so does what is known of it.
  const temporary = opened.emulator !== null && given === null;
  const folder = temporary ? mkdtempSync(join(tmpdir(), "snapdeck-")) : (given ?? "data");
  const stopping = new AbortController();
  let open: Running | null = null;

  const tryOpen = async () => {
    try {
      open = await start(opened, catalogue, { folder, databaseUrl }, stopping.signal);
      return true;
    } catch (error) {
      // No retry mends an address that cannot be read.
      if (error instanceof DatabaseAddressError)
        throw new ConfigError([`DATABASE_URL: ${error.message}`]);
      const text = error instanceof Error ? error.message : String(error);
      process.stderr.write(`snapdeck: the snapshot index is not available: ${text}\n`);
      return false;
    }
  };
  const keepTrying = async () => {
    while (!stopping.signal.aborted) {
      await wait(retryMs, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
      if (stopping.signal.aborted || (await tryOpen())) return;
    }
  };
  const trying = (await tryOpen()) ? Promise.resolve() : keepTrying();
  return {
    current: () => open,
    async close() {
      stopping.abort();
      await trying;
      await open?.sync.close();
      await open?.refresh;
      await open?.index.close();
      if (temporary) rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Running = Triage & { sync: Sync; refresh: Promise<void> };

async function start(
  opened: Opened,
  catalogue: readonly Cause[],
  { folder, databaseUrl }: { folder: string; databaseUrl: string | null },
  signal: AbortSignal,
): Promise<Running> {
  const index = await openIndex({ folder, ...(databaseUrl === null ? {} : { databaseUrl }) });
  const lease = databaseUrl === null ? noopLease : postgresLease(databaseUrl);
  const refresh = keepDerivedCurrent(index, { signal });
  return { index, sync: startSync(index, opened.connections, lease), refresh, catalogue };
}

function teamCauses(file: string | null): readonly Cause[] {
  if (file === null) return [];
  const { causes, mistakes } = readCustomCauses(readJsonFile("SNAPDECK_CAUSES", file));
  if (mistakes.length === 0) return causes;
  throw new ConfigError(
    mistakes.map(({ path, message }) => `SNAPDECK_CAUSES, ${path}: ${message}`),
  );
}
