import type { ViewedConnection } from "../connections/viewed-connection";
import type { callOptions } from "../routes/call-options";
import { previewText } from "../routes/short-text";
import type { Place, PreviewName, PreviewNames } from "./link-preview";

/**
 * Asks the account for the names and statuses of what an address is about. Never rejects: what cannot
 * be read in time is left out, and so is every reason a push gave.
 * @param limitMs how long whoever asked for the page may be kept waiting
 * @param options in whose turn the calls are made, and what ends them before
 */
export async function readPreviewNames(
  connections: ReadonlyMap<string, Pick<ViewedConnection, "client">>,
  place: Place | null,
  limitMs: number,
  options: Partial<ReturnType<typeof callOptions>> = {},
): Promise<PreviewNames> {
  const client = connections.get(place?.connection ?? "")?.client;
  if (client === undefined || place === null || place.instanceId === null) return {};
  const { instanceId, snapshotId } = place;
  const limit = AbortSignal.timeout(limitMs);
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  const o = { ...options, signal };
  const [instance, snapshot] = await Promise.all([
    quietly<PreviewName>(async () => {
      const { item } = await client.getInstance(instanceId, o);
      return named(item.instanceName, item.status);
    }),
    quietly<PreviewName>(async () => {
      if (snapshotId === null) return undefined;
      const { item } = await client.getSnapshot(instanceId, snapshotId, o);
      return named(item.snapshotName, item.status);
    }),
  ]);
  return { instance, snapshot };
}

const named = (name: string | null, status: string | null): PreviewName => ({
  name: previewText(name),
  status: previewText(status),
});

/** A preview shows no failure: the page itself does. */
async function quietly<T>(read: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await read();
  } catch {
    return undefined;
  }
}
