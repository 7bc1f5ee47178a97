import type { InstanceSort } from "../../server/contract";
import { keysOf, searchParams, words } from "./codecs";
import { type ListState, listParams } from "./list-state";

/** What the instance list keeps in the address. */
export interface InstanceListState extends ListState<InstanceSort> {
  workspace: readonly string[];
}

const sorts = keysOf<InstanceSort>({
  created: true,
  modified: true,
  name: true,
  status: true,
  workspace: true,
});

export const instanceParams = searchParams<InstanceListState>({
  ...listParams(sorts, "modified"),
  workspace: words("workspace"),
});

export const isInstanceSort = (word: string): word is InstanceSort =>
  sorts.some((sort) => sort === word);
