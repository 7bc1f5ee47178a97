import type { SnapshotSort } from "../../server/contract";
import { chunkSize, firstChunk } from "./chunks";
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

/** What of a list's state reaches the server: hidden columns are the browser's own. */
export type SnapshotListInput = Omit<SnapshotListState, "hidden">;

/** One page of the API, which has no page of all. */
export type SnapshotPageInput = Omit<SnapshotListInput, "size"> & { size: number };

/** What the API is asked for one of its pages. */
export const snapshotReadOf = ({ page, size, sort, order, status, q }: SnapshotPageInput) => ({
  page,
  size,
  sort,
  order,
  status,
  q,
});

/** A page of the API that the page in view has, counted from 0. */
export const chunkOf = (state: SnapshotListInput, chunk: number): SnapshotPageInput => ({
  ...state,
  page: firstChunk(state.page, state.size) + chunk,
  size: chunkSize(state.size),
});

/** The hundred newest of an instance. */
export const newestSnapshots: SnapshotPageInput = { ...snapshotParams.defaults, size: 100 };
