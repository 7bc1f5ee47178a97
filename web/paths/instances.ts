import type { ImageSize, InstanceSort, LatestState } from "../../server/contract";
import { keysOf, searchParams, someOf, words } from "./codecs";
import { type ListState, listParams } from "./list-state";

/** What the instance list keeps in the address. */
export interface InstanceListState extends ListState<InstanceSort> {
  workspace: readonly string[];
  /** Ids of owners; {@link ownerSelf} is whoever opens the page. */
  owner: readonly string[];
  /** Where the newest snapshot stands. */
  latest: readonly LatestState[];
  imageSize: readonly ImageSize[];
}

/** Stands for the owner id of whoever opens the page. */
export const ownerSelf = "me";

/** What of its newest snapshot a list can be filtered by, the most urgent first. */
export const latestStates = keysOf<LatestState>({
  failed: true,
  inFlight: true,
  unknown: true,
  succeeded: true,
  none: true,
});

/** The ranges of an image's size, smallest first. */
export const imageSizes = keysOf<ImageSize>({
  under10: true,
  from10to20: true,
  from20to50: true,
  from50: true,
  unknown: true,
});

/** The columns that the list can be sorted by. */
export const instanceSorts = keysOf<InstanceSort>({
  created: true,
  modified: true,
  name: true,
  status: true,
  workspace: true,
  owner: true,
  latest: true,
  imageSize: true,
});

export const instanceParams = searchParams<InstanceListState>({
  ...listParams(instanceSorts, "modified"),
  workspace: words("workspace"),
  owner: words("owner"),
  latest: someOf("latest", latestStates),
  imageSize: someOf("imageSize", imageSizes),
});

/** What of a list's state reaches the server: hidden columns are the browser's own. */
export type InstanceListInput = Omit<InstanceListState, "hidden">;

/** What of a list's state narrows it. */
export const instanceFilterOf = ({
  status,
  workspace,
  owner,
  latest,
  imageSize,
  q,
}: InstanceListInput) => ({ status, workspace, owner, latest, imageSize, q });

/** What the API is asked for one page of the list. */
export const instanceReadOf = (state: InstanceListInput) => {
  const { page, size, sort, order } = state;
  return { page, size, sort, order, ...instanceFilterOf(state) };
};
