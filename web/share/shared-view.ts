import type { QueryClient } from "@tanstack/react-query";
import type { Snapshot } from "../../server/contract";
import { atRiskQuery } from "../api/at-risk";
import { failureSnapshotsQuery } from "../api/failures";
import { snapshotListQuery } from "../api/snapshots";
import type { AtRiskState } from "../paths/at-risk";
import type { FailureState } from "../paths/failures";
import type { SnapshotListState } from "../paths/snapshots";
import { mostCarried, type Shown } from "./shown";

/** The parameter of an address that carries what its view showed. */
export const asParameter = "as";

/** The query string of an address without what its view showed, `?` included. */
export function withoutDigest(search: string): string {
  const parameters = new URLSearchParams(search);
  if (!parameters.has(asParameter)) return search;
  parameters.delete(asParameter);
  return parameters.size === 0 ? "" : `?${parameters}`;
}

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

/** A page of snapshots as a digest knows it. */
const shownSnapshots = ({ total, items }: { total: number; items: readonly Snapshot[] }) => ({
  total,
  rows: items.map(({ snapshotId, phase }) => ({ id: snapshotId, phase })),
});

/** An instance's snapshots under a filter. */
export const snapshotsView = (
  connection: string,
  instanceId: string,
  state: SnapshotListState,
): SharedView => ({
  key: [connection, "snapshots", instanceId, { ...state, ...whole }],
  read: async (client) =>
    shownSnapshots(
      await client.fetchQuery(snapshotListQuery(connection, instanceId, { ...state, ...whole })),
    ),
  goneWord: "gone",
});

/** Pushes of a connection, or of all, under a filter. */
export const failuresView = (connection: string, state: FailureState): SharedView => ({
  key: [connection, "failures", { ...state, ...whole }],
  read: async (client) =>
    shownSnapshots(
      await client.fetchQuery(failureSnapshotsQuery(connection, { ...state, ...whole })),
    ),
  goneWord: "gone",
});

/** Instances whose newest push failed. */
export const atRiskView = (connection: string, state: AtRiskState): SharedView => ({
  key: [connection, "at-risk", { ...state, ...whole }],
  async read(client) {
    const query = atRiskQuery(connection, { ...state, ...whole });
    const { total, items } = await client.fetchQuery(query);
    const rows = items.map(({ instanceId }) => ({ id: instanceId, phase: "failed" as const }));
    return { total, rows };
  },
  goneWord: "recovered",
});
