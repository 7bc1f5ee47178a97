import type { Viewer } from "../access/viewer";
import type { Instance, InstanceListQuery, ListedInstance } from "../contract";
import { log } from "../log/log";
import { needsImageSizes } from "../snapshots/instance-list";
import { imageSizes } from "../store/images";
import type { IndexView } from "../store/view";
import type { RouteContext } from "./context";
import { readIndex, sourceOfOne } from "./source";

/**
 * The sizes of images that a list is sorted or filtered by; none where it is by neither.
 * @throws {ProblemError} `index.unavailable`
 */
export async function sizesToListBy(
  context: RouteContext,
  viewer: Viewer,
  connection: string,
  query: Pick<InstanceListQuery, "sort" | "imageSize">,
): Promise<ReadonlyMap<string, number>> {
  if (!needsImageSizes(query)) return new Map();
  const { index } = await sourceOfOne(context, viewer, connection);
  return readIndex(() => imageSizes(index, connection, null));
}

/** Another text after the sizes of images may have changed; the same while they cannot be read. */
export const imageSizesVersion = async (
  context: RouteContext,
  viewer: Viewer,
  connection: string,
): Promise<string> =>
  (await context
    .triageOf(viewer)
    ?.index.version([connection])
    .catch(() => undefined)) ?? "";

/** Instances with the sizes of their images. The list is the service's: without the index it lacks sizes alone. */
export async function withImageSizes(
  index: IndexView | undefined,
  connection: string,
  items: readonly Instance[],
): Promise<ListedInstance[]> {
  const ids = items.map(({ instanceId }) => instanceId);
  const sizes =
    index === undefined
      ? new Map<string, number>()
      : await imageSizes(index, connection, ids).catch((error: unknown) => {
          log.warn("the sizes of images could not be read", { err: error });
          return new Map<string, number>();
        });
  return items.map((item) => ({ ...item, imageSizeGb: sizes.get(item.instanceId) ?? null }));
}
