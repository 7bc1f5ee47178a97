import type { QueryClient } from "@tanstack/react-query";
import { failureRowsQuery } from "../api/failures";
import { recoverabilityQuery } from "../api/recoverability";
import { snapshotListQuery } from "../api/snapshots";
import type { FailureState, RiskState, SnapshotListState } from "../links";
import { mostCarried, type Shown } from "./digest";

/** The parameter of an address that carries what its view showed. */
export const asParameter = "as";

/** A list that can be shared with what it shows. */
export interface SharedView {
  /** Tells views apart in the cache. */
  key: readonly unknown[];
  /** Reads what the view shows, beyond the page in view. @throws {ApiError} */
  read: (client: QueryClient) => Promise<Shown>;
  /** What it means that a row is no longer in the list. */
  goneWord: "gone" | "recovered";
}

const whole = { page: 1, size: mostCarried } as const;

/** An instance's snapshots under a filter. */
export const snapshotsView = (
  connection: string,
  instanceId: string,
  state: SnapshotListState,
): SharedView => ({
  key: [connection, "snapshots", instanceId, { ...state, ...whole }],
  async read(client) {
    const query = snapshotListQuery(connection, instanceId, { ...state, ...whole });
    const { total, items } = await client.fetchQuery(query);
    return { total, rows: items.map(({ snapshotId, phase }) => ({ id: snapshotId, phase })) };
  },
  goneWord: "gone",
});

/** Pushes of a connection, or of all, under a filter. */
export const pushesView = (connection: string, state: FailureState): SharedView => ({
  key: [connection, "pushes", { ...state, ...whole }],
  async read(client) {
    const query = failureRowsQuery(connection, { ...state, ...whole });
    const { total, items } = await client.fetchQuery(query);
    return { total, rows: items.map(({ snapshotId, phase }) => ({ id: snapshotId, phase })) };
  },
  goneWord: "gone",
});

/** Instances whose newest push failed. */
export const riskView = (connection: string, state: RiskState): SharedView => ({
  key: [connection, "risk", { ...state, ...whole }],
  async read(client) {
    const query = recoverabilityQuery(connection, { ...state, ...whole });
    const { total, items } = await client.fetchQuery(query);
    const rows = items.map(({ instanceId }) => ({ id: instanceId, phase: "failed" as const }));
    return { total, rows };
  },
  goneWord: "recovered",
});
