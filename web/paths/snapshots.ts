import type { SnapshotSort } from "../../server/contract";
import { keysOf, searchParams } from "./codecs";
import { anySize, type ListState, listParams, type PageSize } from "./list-state";

/** What an instance's snapshot list keeps in the address. */
export type SnapshotListState = ListState<SnapshotSort, PageSize>;

const sorts = keysOf<SnapshotSort>({
  created: true,
  modified: true,
  name: true,
  status: true,
  image: true,
  duration: true,
  reason: true,
});

export const snapshotParams = searchParams<SnapshotListState>(
  { ...listParams(sorts, "created"), size: anySize },
  // All of a list is one page.
  (state) => (state.size === "all" ? { ...state, page: 1 } : state),
);

export const isSnapshotSort = (word: string): word is SnapshotSort =>
  sorts.some((sort) => sort === word);
