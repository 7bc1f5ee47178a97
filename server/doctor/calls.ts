import type { OpenConnection } from "../connections/open-connection";
import type { Instance } from "../contract";
import type { Action, UpstreamPage } from "../dsw/index";
import { type Attempt, attemptEach } from "./attempt";

/** Each read of the service, made once or on some instances, and the instances that were listed. */
export interface Calls {
  attempts: Readonly<Record<Action, Attempt<unknown>>>;
  instances: readonly Instance[];
}

/** The largest page there is: the more instances, the more is seen of who may see what. */
const listed = 100;
/** So many are tried before a call counts as refused everywhere, or before no snapshot is looked for any longer. */
const tried = 5;

/**
 * Makes every read that Snapdeck makes, the optional ones too, on instances and a snapshot that the account has;
 * at most some thirty calls.
 */
export async function makeCalls({ client, images }: OpenConnection): Promise<Calls> {
  const listing = await attemptEach(
    [null],
    () => client.listInstances({ page: 1, size: listed, sort: "GmtModifiedTime", order: "desc" }),
    "",
  );
  const instances = itemsOf(listing);
  const noInstance =
    listing.kind === "allowed" ? "the account lists no instance" : "no instance could be listed";
  const ids = instances.slice(0, tried).map(({ instanceId }) => instanceId);
  const ofInstance = <T>(call: (id: string) => Promise<T>) => attemptEach(ids, call, noInstance);

  const snapshots = await attemptEach(
    ids,
    (id) => client.listSnapshots(id, { page: 1, size: 10, order: "desc" }),
    noInstance,
    ({ items }) => items.length > 0,
  );
  const found = itemsOf(snapshots);
  const noSnapshot =
    ids.length === 0 ? noInstance : "no snapshot was found in the newest instances";
  const imageIds = found.flatMap(({ imageId }) => (imageId === null ? [] : [imageId]));
  return {
    instances,
    attempts: {
      ListInstances: listing,
      GetInstance: await ofInstance((id) => client.getInstance(id)),
      ListInstanceSnapshot: snapshots,
      GetInstanceSnapshot: await attemptEach(
        found.slice(0, 1),
        ({ instanceId, snapshotId }) => client.getSnapshot(instanceId, snapshotId),
        noSnapshot,
      ),
      GetInstanceEvents: await ofInstance((id) => client.getInstanceEvents(id, {})),
      GetLifecycle: await ofInstance((id) => client.getLifecycle(id)),
      GetImage: await attemptEach(imageIds.slice(0, 1), (id) => images.getImage(id), noSnapshot),
    },
  };
}

const itemsOf = <T>(page: Attempt<UpstreamPage<T>>): T[] =>
  page.kind === "allowed" ? page.value.items : [];
