import type { Viewer } from "../access/viewer";
import type { OpenConnection } from "../connections/open-connection";
import { type ViewedConnection, viewedConnection } from "../connections/viewed-connection";
import type { TriageRequest, TriageState } from "../contract";
import { ProblemError } from "../problems/problem";
import type { FailureSource } from "../store/failure-source";
import type { SnapshotIndex } from "../store/open";
import { changeTriage } from "../store/triage-states";
import { type IndexView, viewOf } from "../store/view";
import type { Sync } from "../sync/sync";
import type { Cause } from "../triage/causes";
import type { PatternGroups } from "../triage/pattern-groups";
import type { Responses } from "./responses";

/** The index and what keeps and explains it. */
export interface Triage {
  index: SnapshotIndex;
  sync: Pick<Sync, "states" | "backfill" | "backfilled" | "images">;
  /** Likely causes, the team's own first. */
  catalogue: readonly Cause[];
}

/** The same as one viewer is given it. */
export interface ViewedTriage {
  index: IndexView;
  states: Sync["states"];
  catalogue: readonly Cause[];
  backfill: Sync["backfill"];
  backfilled: Sync["backfilled"];
  /** Keeps what somebody has had read of an image; what becomes of it is the index's own affair. */
  keepImage: Sync["images"]["keep"];
  /** Begins to read images in the background. */
  readImages: Sync["images"]["read"];
  /** Whether whoever asks may change what groups are on these connections; null where nobody may. */
  mayChangeGroups(connections: readonly string[]): boolean | null;
  /** Saves what whoever asks makes of a group. */
  changeGroup(
    source: FailureSource,
    groups: PatternGroups,
    request: TriageRequest,
  ): Promise<TriageState | null>;
}

/** What every route is given: nothing of an account can be had without saying for whom. */
export interface RouteContext {
  /** The connections that a viewer may see anything of, by id; the first is the default. */
  connectionsOf(viewer: Viewer): ReadonlyMap<string, ViewedConnection>;
  /** One of them; null where a viewer has none of that id. */
  viewed(viewer: Viewer, id: string): ViewedConnection | null;
  /** Null when the server runs without the index. */
  triageOf(viewer: Viewer): ViewedTriage | null;
  /** What was answered before, and is still right. */
  responses: Responses;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** The path everything is served under; empty for the root. */
  basePath: string;
  /** How long an answer waits for the index to take in what was just read live. */
  backfillWaitMs: number;
}

declare module "hono" {
  interface ContextVariableMap {
    /** Who asks; set before every route by `server/http/admission.ts`. */
    viewer: Viewer;
  }
}

/** The context of an app's routes. */
export function createRouteContext(
  connections: readonly OpenConnection[],
  triageNow: () => Triage | null,
  {
    now,
    basePath,
    backfillWaitMs,
    groupTriage,
    responses,
  }: Pick<RouteContext, "now" | "basePath" | "backfillWaitMs" | "responses"> & {
    groupTriage: boolean;
  },
): RouteContext {
  const byId = new Map(connections.map((open) => [open.connection.id, open]));
  return {
    now,
    basePath,
    backfillWaitMs,
    responses,
    viewed(viewer, id) {
      const open = byId.get(id);
      return open === undefined ? null : viewedConnection(open, viewer);
    },
    connectionsOf: (viewer) =>
      new Map(
        connections.flatMap((open) => {
          const viewed = viewedConnection(open, viewer);
          return viewed === null ? [] : [[open.connection.id, viewed] as const];
        }),
      ),
    triageOf(viewer) {
      const triage = triageNow();
      if (triage === null) return null;
      const { index, sync, catalogue } = triage;
      const seesWhole = (id: string) => viewer.scopeOf(id) === "whole";
      return {
        index: viewOf(index, viewer),
        mayChangeGroups: (ids) =>
          groupTriage ? !viewer.readOnly && ids.length > 0 && ids.every(seesWhole) : null,
        changeGroup: (source, groups, request) =>
          changeTriage(index, source, groups, { who: viewer.name }, request),
        states: sync.states,
        catalogue,
        backfill: sync.backfill,
        backfilled: sync.backfilled,
        keepImage: sync.images.keep,
        readImages: sync.images.read,
      };
    },
  };
}

/** The connection of an address, for whoever asks. @throws {ProblemError} `connection.unknown` */
export function connectionOf(context: RouteContext, viewer: Viewer, id: string): ViewedConnection {
  const open = context.viewed(viewer, id);
  if (open) return open;
  throw new ProblemError("connection.unknown", `No connection is called ${id}.`, "connection");
}

/** ISO 8601 UTC of milliseconds since the epoch. */
export const isoTime = (time: number) => new Date(time).toISOString();
