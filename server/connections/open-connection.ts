import type { Connection } from "../contract";
import {
  type CredentialSource,
  createDswClient,
  createInstanceCache,
  createSnapshotHistories,
  type DswClient,
  type DswClientOptions,
  type InstanceCache,
  type SnapshotHistories,
} from "../dsw/index";
import { phaseOf } from "../snapshots/phase";

/** What is needed to open a connection. The endpoint is a host or an http(s) address. */
export interface ConnectionSettings {
  connection: Connection;
  endpoint: string;
  credentials: CredentialSource;
  /** Upstream calls a second, and how many may be made at once after a rest. */
  rate: number;
  burst: number;
  /** Limits in place of the client's defaults; tests that wait for a time-out shorten them. */
  limits?:
    | Pick<DswClientOptions, "connectMs" | "attemptMs" | "deadlineMs" | "maxBodyBytes">
    | undefined;
}

/** A connection with its signed client and its caches. */
export interface OpenConnection {
  connection: Connection;
  client: DswClient;
  histories: SnapshotHistories;
  instances: InstanceCache;
}

/** Opens a connection; nothing is called upstream until it is used. `now` is the clock for
 * phases and caches; tests set it. */
export function openConnection(
  { connection, endpoint, credentials, rate, burst, limits }: ConnectionSettings,
  now: () => number = Date.now,
): OpenConnection {
  const client = createDswClient({
    endpoint,
    credentials,
    workspace: connection.workspace,
    rate,
    burst,
    ...limits,
  });
  return {
    connection,
    client,
    histories: createSnapshotHistories(client, {
      now,
      isInFlight: (snapshot) => phaseOf(snapshot, now()) === "inFlight",
    }),
    instances: createInstanceCache(client, { now }),
  };
}
