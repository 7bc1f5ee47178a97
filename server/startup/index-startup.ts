import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Config, ConfigError } from "../config/config";
import { readJsonFile } from "../config/json-file";
import type { OpenConnection } from "../connections/open-connection";
import type { Triage } from "../routes/context";
import { openIndex, type SnapshotIndex } from "../store/open";
import { keepDerivedCurrent } from "../store/refresh-derived";
import type { SyncState } from "../store/sync-runs";
import { visibilityOf } from "../store/visibility";
import { folderLease } from "../sync/folder-lease";
import { noopLease, postgresLease } from "../sync/lease";
import { createReplicas } from "../sync/replicas";
import { type Sync, startSync } from "../sync/sync";
import type { Cause } from "../triage/causes";
import { builtInCauses } from "../triage/causes-catalogue";
import { readCustomCauses } from "../triage/custom-causes";
import type { Opened } from "./connections";
import { permissionLine } from "./permission-line";

/** The index as the server starts it. */
export interface IndexStartup {
  /** The index and what keeps it current; null while its database has not answered yet. */
  current(): Triage | null;
  close(): Promise<void>;
}

/** A database that does not answer does not keep the server from stopping for longer than this. */
const closingMs = 2_000;

/**
 * Begins to open the snapshot index, or gives null where it is off. It returns at once, since a database may
 * accept a connection and then not answer: the live views work meanwhile. Why the index is not there is said
 * on stderr, each reason once, and it is tried again until it is.
 * @param options.retryMs how often it is tried again (default 5 s): a database often starts after what needs it
 * @throws {ConfigError} for mistakes in the team's causes
 */
export function startIndex(
  config: Config,
  opened: Opened,
  { retryMs = 5_000 } = {},
): IndexStartup | null {
  const catalogue = [...teamCauses(config), ...builtInCauses];
  if (config.index === null) return null;
  const { databaseUrl, folder: given } = config.index;
  // The emulated account begins anew at every start, and so does what is known of it.
  const temporary = opened.emulator !== null && given === null;
  const folder = temporary ? mkdtempSync(join(tmpdir(), "snapdeck-")) : (given ?? "data");
  const stopping = new AbortController();
  const { signal } = stopping;
  const said = new Set<string>();
  let running: Running | null = null;

  const tryOpen = async () => {
    try {
      const started = await start(opened, catalogue, { folder, databaseUrl, temporary }, signal);
      if (signal.aborted) await stop(started);
      else running = started;
      return true;
    } catch (error) {
      if (signal.aborted) return true;
      const text = error instanceof Error ? error.message : String(error);
      const line = `the snapshot index is not available: ${text}`;
      if (!said.has(line)) process.stderr.write(`snapdeck: ${line}\n`);
      said.add(line);
      return false;
    }
  };
  const open = async () => {
    while (!signal.aborted && !(await tryOpen())) {
      await wait(retryMs, undefined, { signal, ref: false }).catch(() => {});
    }
  };
  const opening = open();
  return {
    current: () => running,
    async close() {
      stopping.abort();
      const closing = opening.then(() => running && stop(running));
      await Promise.race([closing, wait(closingMs, undefined, { ref: false })]);
      if (temporary) rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Running = Triage & { sync: Sync; refresh: Promise<void> };

async function start(
  opened: Opened,
  catalogue: readonly Cause[],
  place: { folder: string; databaseUrl: string | null; temporary: boolean },
  signal: AbortSignal,
): Promise<Running> {
  const { folder, databaseUrl } = place;
  const index = await openIndex({ folder, ...(databaseUrl === null ? {} : { databaseUrl }) });
  const refresh = keepDerivedCurrent(index, { signal });
  const onRun = permissionSayer(index, () => sync.states());
  const { quota } = opened;
  const replicas =
    databaseUrl === null
      ? null
      : createReplicas(index, {
          onLive: (live) => {
            quota.sharedBy = live;
          },
        });
  const sync = startSync(index, opened.connections, leaseOf(place), {
    onRun,
    ...(replicas === null ? {} : { replicas }),
  });
  return { index, sync, refresh, catalogue };
}

/** Says once of each live connection which permissions its first reads have shown. */
function permissionSayer(index: SnapshotIndex, states: () => SyncState[]) {
  const said = new Set<string>();
  return async ({ connection: { id, kind }, client, images }: OpenConnection) => {
    const permissions = { ...client.stats().permissions, ...images.stats().permissions };
    // A service that did not answer has said nothing of them.
    if (kind === "emulator" || said.has(id) || permissions.ListInstances === undefined) return;
    const [visibility] = await visibilityOf(index, [id], states());
    said.add(id);
    const line = permissionLine(id, permissions, visibility?.scope ?? "unknown");
    process.stderr.write(`snapdeck: ${line}\n`);
  };
}

function leaseOf(place: { folder: string; databaseUrl: string | null; temporary: boolean }) {
  if (place.databaseUrl !== null) return postgresLease(place.databaseUrl);
  return place.temporary ? noopLease : folderLease(place.folder);
}

async function stop({ sync, refresh, index }: Running) {
  await sync.close();
  await refresh;
  await index.close();
}

/** Those of the configuration's own file first. @throws {ConfigError} naming every mistake */
function teamCauses({ causes: written, causesFile }: Config): readonly Cause[] {
  const own = written === null ? null : readCustomCauses({ causes: written.entries });
  const more =
    causesFile === null ? null : readCustomCauses(readJsonFile("SNAPDECK_CAUSES", causesFile));
  const mistakes = [
    ...(own?.mistakes ?? []).map(({ path, message }) => `${written?.where(path)}: ${message}`),
    ...(more?.mistakes ?? []).map(({ path, message }) => `SNAPDECK_CAUSES, ${path}: ${message}`),
  ];
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return [...(own?.causes ?? []), ...(more?.causes ?? [])];
}
