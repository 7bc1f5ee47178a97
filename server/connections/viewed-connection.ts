import { LRUCache } from "lru-cache";
import { type ConnectionScope, letsThrough, scopeKey, type Viewer } from "../access/viewer";
import type { Connection, Instance } from "../contract";
import {
  type CallOptions,
  type DswClient,
  DswError,
  type ImageReader,
  type InstancePageQuery,
  type InstanceReading,
  type SnapshotHistories,
  type UpstreamPage,
} from "../dsw/index";
import { sortInstances } from "../snapshots/instance-list";
import type { OpenConnection } from "./open-connection";

/*
 * The one place where what is read live is kept from those who may not see it. Routes are given a
 * ViewedConnection and never the open one; each of its readings is of the instances that its viewer may see.
 */

/** A connection as one viewer sees it. */
export interface ViewedConnection {
  connection: Connection;
  /** Whether it is seen in part only. */
  isLimited: boolean;
  client: Pick<
    DswClient,
    "getInstance" | "getSnapshot" | "getLifecycle" | "getInstanceEvents" | "clockOffsetMs"
  >;
  histories: SnapshotHistories;
  instances: {
    page(q: InstancePageQuery, o?: CallOptions): Promise<UpstreamPage<Instance>>;
    whole(o?: CallOptions): Promise<InstanceReading>;
    /** What is known of them now, or null; it never asks the service. */
    peek(): InstanceReading | null;
  };
  images: Pick<ImageReader, "failure" | "isReady"> & {
    /** Rejects with `upstream.notFound` for an image of an instance, or of none, that may not be seen. */
    getImage(
      instanceId: string,
      imageId: string,
      o?: CallOptions,
    ): ReturnType<ImageReader["getImage"]>;
  };
}

/** A connection as a viewer sees it; null where it does not exist for him. */
export function viewedConnection(open: OpenConnection, viewer: Viewer): ViewedConnection | null {
  const scope = viewer.scopeOf(open.connection.id);
  if (scope === null) return null;
  return scope === "whole" ? seenWhole(open) : seenInPart(open, scope);
}

function seenWhole(open: OpenConnection): ViewedConnection {
  const { connection, client, histories, instances, images } = open;
  return {
    connection,
    isLimited: false,
    client,
    histories,
    instances: {
      page: instances.page,
      whole: (o) => instances.whole({}, o),
      peek: () => instances.peek(),
    },
    images: {
      failure: images.failure,
      isReady: images.isReady,
      getImage: (_instanceId, imageId, o) => images.getImage(imageId, o),
    },
  };
}

/** The same list as before is filtered for the same rules once, so that what is derived of it is kept too. */
const filtered = new WeakMap<readonly Instance[], LRUCache<string, InstanceReading>>();
const scopesPerList = 200;

function seenInPart(open: OpenConnection, scope: ConnectionScope): ViewedConnection {
  const { connection, client, histories, instances, images } = open;
  const key = scopeKey(scope);

  const filter = (reading: InstanceReading): InstanceReading => {
    const known = filtered.get(reading.items) ?? new LRUCache({ max: scopesPerList });
    filtered.set(reading.items, known);
    const kept = known.get(key);
    if (kept) return kept;
    const items = reading.items.filter((instance) => letsThrough(scope, instance));
    // How many entries have no id is told of the whole list only.
    const made = { ...reading, items, total: items.length };
    known.set(key, made);
    return made;
  };
  const whole = async (o?: CallOptions) => filter(await instances.whole({}, o));

  /**
   * By the whole list, whether the instance exists or not: what may not be seen answers like what is not there,
   * after the same reading and in the same time.
   */
  async function seen<Answer>(
    instanceId: string,
    o: CallOptions | undefined,
    read: () => Promise<Answer>,
  ): Promise<Answer> {
    const { items } = await whole(o);
    if (!idsOf(items).has(instanceId)) throw notThere();
    return read();
  }

  return {
    connection,
    isLimited: true,
    client: {
      clockOffsetMs: client.clockOffsetMs,
      getInstance: (instanceId, o) => seen(instanceId, o, () => client.getInstance(instanceId, o)),
      getSnapshot: (instanceId, snapshotId, o) =>
        seen(instanceId, o, () => client.getSnapshot(instanceId, snapshotId, o)),
      getLifecycle: (instanceId, o) =>
        seen(instanceId, o, () => client.getLifecycle(instanceId, o)),
      getInstanceEvents: (instanceId, q, o) =>
        seen(instanceId, o, () => client.getInstanceEvents(instanceId, q, o)),
    },
    histories: {
      window: (instanceId, q, o) => seen(instanceId, o, () => histories.window(instanceId, q, o)),
      whole: (instanceId, o) => seen(instanceId, o, () => histories.whole(instanceId, o)),
      one: (instanceId, snapshotId, o) =>
        seen(instanceId, o, () => histories.one(instanceId, snapshotId, o)),
    },
    instances: {
      async page({ page, size, sort, order }, o) {
        const { items, total, requestId, readAt } = await whole(o);
        const by = sort === "GmtCreateTime" ? "created" : "modified";
        const start = (page - 1) * size;
        const sorted = sortInstances(items, by, order);
        return { items: sorted.slice(start, start + size), total, requestId, readAt };
      },
      whole,
      peek() {
        const known = instances.peek();
        return known && filter(known);
      },
    },
    images: {
      failure: images.failure,
      isReady: images.isReady,
      getImage: (instanceId, imageId, o) =>
        seen(instanceId, o, async () => {
          // An image's id alone says nothing of whose it is: it must be one of the instance's.
          const { items } = await histories.whole(instanceId, o);
          if (!items.some((snapshot) => snapshot.imageId === imageId)) throw notThere();
          return images.getImage(imageId, o);
        }),
    },
  };
}

const ids = new WeakMap<readonly Instance[], ReadonlySet<string>>();

function idsOf(items: readonly Instance[]): ReadonlySet<string> {
  const known = ids.get(items) ?? new Set(items.map(({ instanceId }) => instanceId));
  ids.set(items, known);
  return known;
}

const notThere = () =>
  new DswError({
    code: "upstream.notFound",
    message: "There is no such instance or snapshot here for you.",
  });
