import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Config, ConfigError } from "./config";
import { postgresLease, soleLease } from "./index/lease";
import { openIndex } from "./index/open";
import { startSync } from "./index/sync";
import { readJsonFile } from "./json-file";
import type { Triage } from "./routes/context";
import type { Opened } from "./startup";
import type { Cause } from "./triage/causes";
import { builtInCauses } from "./triage/causes-catalogue";
import { readCustomCauses } from "./triage/custom-causes";

export type OpenTriage = Triage & { close(): Promise<void> };

/**
 * Opens the snapshot index and starts its sync, or gives null where it is off. A database that does
 * not answer is said on stderr and leaves the rest of Snapdeck at work.
 * @throws {ConfigError} for mistakes in the team's causes
 */
export async function openTriage(config: Config, opened: Opened): Promise<OpenTriage | null> {
  const catalogue = [...teamCauses(config.causesFile), ...builtInCauses];
  if (config.index === null) return null;
  const databaseUrl = config.index.databaseUrl;
  // The emulated account begins anew at every start, and so does what is known of it.
  const temporary = opened.emulator !== null && config.index.folder === null;
  const folder = temporary
    ? mkdtempSync(join(tmpdir(), "snapdeck-"))
    : (config.index.folder ?? "data");
  try {
    const index = await openIndex({ folder, ...(databaseUrl === null ? {} : { databaseUrl }) });
    const lease = databaseUrl === null ? soleLease : postgresLease(databaseUrl);
    const sync = startSync(index, opened.connections, lease);
    return {
      index,
      sync,
      catalogue,
      async close() {
        await sync.close();
        await index.close();
        if (temporary) rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    process.stderr.write(`snapdeck: the snapshot index is not available: ${text}\n`);
    return null;
  }
}

function teamCauses(file: string | null): readonly Cause[] {
  if (file === null) return [];
  const { causes, mistakes } = readCustomCauses(readJsonFile("SNAPDECK_CAUSES", file));
  if (mistakes.length === 0) return causes;
  throw new ConfigError(
    mistakes.map(({ path, message }) => `SNAPDECK_CAUSES, ${path}: ${message}`),
  );
}
