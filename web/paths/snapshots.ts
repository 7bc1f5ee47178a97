import type { SnapshotSort } from "../../server/contract";
import { keysOf, searchParams } from "./codecs";
import { anySize, type ListState, listParams, type PageSize } from "./list-state";

/** What an instance's snapshot list keeps in the address. */
export type SnapshotListState = ListState<SnapshotSort, PageSize>;

/** The columns that the list can be sorted by. */
export const snapshotSorts = keysOf<SnapshotSort>({
  created: true,
  modified: true,
  name: true,
  status: true,
  image: true,
  duration: true,
  reason: true,
});

export const snapshotParams = searchParams<SnapshotListState>(
  { ...listParams(snapshotSorts, "created"), size: anySize },
  // All of a list is one page.
  (state) => (state.size === "all" ? { ...state, page: 1 } : state),
);
