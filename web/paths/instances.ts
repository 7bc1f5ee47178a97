import type { InstanceSort } from "../../server/contract";
import { keysOf, searchParams, words } from "./codecs";
import { type ListState, listParams } from "./list-state";

/** What the instance list keeps in the address. */
export interface InstanceListState extends ListState<InstanceSort> {
  workspace: readonly string[];
}

/** The columns that the list can be sorted by. */
export const instanceSorts = keysOf<InstanceSort>({
  created: true,
  modified: true,
  name: true,
  status: true,
  workspace: true,
});

export const instanceParams = searchParams<InstanceListState>({
  ...listParams(instanceSorts, "modified"),
  workspace: words("workspace"),
});
