import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Config } from "../config/config";
import type { OpenConnection } from "../connections/open-connection";
import { log } from "../log/log";
import type { Triage } from "../routes/context";
import { openIndex, type SnapshotIndex } from "../store/open";
import { keepDerivedCurrent } from "../store/refresh-derived";
import type { SyncState } from "../store/sync-runs";
import { wholeView } from "../store/view";
import { visibilityOf } from "../store/visibility";
import { folderLease } from "../sync/folder-lease";
import { noopLease, postgresLease } from "../sync/lease";
import { createReplicas } from "../sync/replicas";
import { type Sync, startSync } from "../sync/sync";
import type { Cause } from "../triage/causes";
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
 * in the log, each reason once, and it is tried again until it is.
 * @param catalogueNow the likely causes, the team's own first; they may be read anew
 * @param options.retryMs how often it is tried again (default 5 s): a database often starts after what needs it
 */
export function startIndex(
  config: Config,
  opened: Opened,
  catalogueNow: () => readonly Cause[],
  { retryMs = 5_000 } = {},
): IndexStartup | null {
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
      const started = await start(opened, catalogueNow, { folder, databaseUrl, temporary }, signal);
      if (signal.aborted) await stop(started);
      else running = started;
      return true;
    } catch (error) {
      if (signal.aborted) return true;
      const text = error instanceof Error ? error.message : String(error);
      if (!said.has(text)) log.warn(`the snapshot index is not available: ${text}`);
      said.add(text);
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
  catalogueNow: () => readonly Cause[],
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
  return {
    index,
    sync,
    refresh,
    get catalogue() {
      return catalogueNow();
    },
  };
}

/** Says once of each live connection which permissions its first reads have shown. */
function permissionSayer(index: SnapshotIndex, states: () => SyncState[]) {
  const said = new Set<string>();
  return async ({ connection: { id, kind }, client, images }: OpenConnection) => {
    const permissions = { ...client.stats().permissions, ...images.stats().permissions };
    // A service that did not answer has said nothing of them.
    if (kind === "emulator" || said.has(id) || permissions.ListInstances === undefined) return;
    const [visibility] = await visibilityOf(wholeView(index), [id], states());
    said.add(id);
    log.info(permissionLine(id, permissions, visibility?.scope ?? "unknown"), { connection: id });
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
