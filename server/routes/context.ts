import type { OpenConnection } from "../connections/open-connection";
import { ProblemError } from "../problems/problem";
import type { SnapshotIndex } from "../store/open";
import type { Sync } from "../sync/sync";
import type { Cause } from "../triage/causes";

/** The index and what keeps and explains it. */
export interface Triage {
  index: SnapshotIndex;
  sync: Pick<Sync, "states" | "backfill" | "backfilled" | "images">;
  /** Likely causes, the team's own first. */
  catalogue: readonly Cause[];
}

/** What every route is given. `now` is in milliseconds since the epoch. */
export interface RouteContext {
  /** By id; the first is the default. */
  connections: ReadonlyMap<string, OpenConnection>;
  now: () => number;
  /** The path everything is served under; empty for the root. */
  basePath: string;
  /** Null when the server runs without the index. */
  triage: Triage | null;
}

/** The open connection of an address. @throws {ProblemError} `connection.unknown` */
export function connectionOf({ connections }: RouteContext, id: string): OpenConnection {
  const open = connections.get(id);
  if (open) return open;
  throw new ProblemError("connection.unknown", `No connection is called ${id}.`, "connection");
}

/** ISO 8601 UTC of milliseconds since the epoch. */
export const isoTime = (time: number) => new Date(time).toISOString();
