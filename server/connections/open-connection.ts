import type { Connection } from "../contract";
import {
  type Attempt,
  type CacheBudget,
  type CredentialSource,
  createCacheBudget,
  createDswClient,
  createImageClient,
  createImageReader,
  createInstanceCache,
  createSnapshotHistories,
  type DswClient,
  type DswClientOptions,
  defaultCacheBytes,
  type ImageReader,
  type InstanceCache,
  type OpenPool,
  type SnapshotHistories,
} from "../dsw/index";
import { phaseOf } from "../snapshots/phase";

/** What is needed to open a connection. The endpoint is a host or an http(s) address. */
export interface ConnectionSettings {
  connection: Connection;
  endpoint: string;
  /** Of AIWorkSpace, which knows the images. */
  imageEndpoint: string;
  credentials: CredentialSource;
  /** Upstream calls a second, and how many may be made at once after a rest. */
  rate: number;
  burst: number;
  /** Among how many processes the two are shared (default 1); asked anew all the time. */
  sharedBy?: () => number;
  /** How connections to the endpoints are made; directly when absent. */
  openPool?: OpenPool;
  /** How the client waits and keeps its time limits, in tests. */
  timing?: Pick<DswClientOptions, "sleep" | "startTimer">;
  /** The memory that kept responses may use, shared with other connections (default: 128 MiB of its own). */
  cacheBudget?: CacheBudget;
  /** Told of every request to the service, at its end. */
  onAttempt?: ((attempt: Attempt) => void) | undefined;
}

/** A connection with its signed client and what is kept of its responses. */
export interface OpenConnection {
  connection: Connection;
  client: DswClient;
  histories: SnapshotHistories;
  instances: InstanceCache;
  /** Optional: it may be refused, and nothing else rests on it. */
  images: ImageReader;
}

/**
 * Opens a connection; nothing is called upstream until it is used.
 * @param now the time of day, for phases
 * @param monotonicNow a clock that never steps back, for what is fresh; a test that sets `now` sets both
 */
export function openConnection(
  settings: ConnectionSettings,
  now: () => number = Date.now,
  monotonicNow: () => number = now === Date.now ? () => performance.now() : now,
): OpenConnection {
  const {
    connection,
    credentials,
    rate,
    burst,
    sharedBy,
    openPool,
    timing,
    cacheBudget,
    onAttempt,
  } = settings;
  const budget = cacheBudget ?? createCacheBudget(defaultCacheBytes);
  const client = createDswClient({
    endpoint: settings.endpoint,
    credentials,
    workspace: connection.workspace,
    rate,
    burst,
    sharedBy,
    openPool,
    onAttempt,
    ...timing,
  });
  const imageClient = createImageClient({
    endpoint: settings.imageEndpoint,
    credentials,
    rate,
    burst,
    sharedBy,
    openPool,
    onAttempt,
    ...timing,
  });
  return {
    connection,
    client,
    images: createImageReader(imageClient, monotonicNow),
    histories: createSnapshotHistories(client, {
      monotonicNow,
      budget,
      isInFlight: (snapshot) => phaseOf(snapshot, now() + client.clockOffsetMs()) === "inFlight",
    }),
    instances: createInstanceCache(client, { monotonicNow, budget }),
  };
}
