import type { OpenConnection } from "../connections/open-connection";
import { DswError } from "../dsw";
import {
  type ImageAddress,
  imagesToCheck,
  type KnownImage,
  pruneImages,
  saveImage,
} from "../store/images";
import type { SnapshotIndex } from "../store/open";
import { createWorkQueue } from "./work-queue";

/** Reads in the background whether images are still there, where somebody may have to recover from one. */
export interface ImageChecks {
  /** Begins to check the images of instances at risk, unless that was done lately; returns at once. */
  begin(open: OpenConnection): void;
  /** Begins to read these images of an instance, unless others are being read; returns at once. */
  read(connection: string, instanceId: string, imageIds: readonly string[]): void;
  /** Keeps what was read of an image out of turn; returns at once, and a failure is the index's own affair. */
  keep(address: ImageAddress, image: KnownImage): void;
  /** Resolves when nothing is being read any more. */
  settled(): Promise<void>;
}

interface ImageCheckOptions {
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Milliseconds of a clock that is never set; what is due goes by it. */
  elapsed: () => number;
  signal: AbortSignal;
}

/** Images read in one go at most, and how long after its begin the next one may begin. */
const imagesAtOnce = 60;
const everyMs = 120_000;
/** Images that could not be read and are asked for after all others, so that none holds up another; at most so many. */
const failedAtMost = 1_000;
/** Instances whose images wait to be read; more are dropped, and asked for again by their page. */
const waitingAtMost = 20;

/** The checks over an index. They read one image at a time, behind everything that a reader waits for. */
export function createImageChecks(
  index: SnapshotIndex,
  connections: readonly OpenConnection[],
  options: ImageCheckOptions,
): ImageChecks {
  const { now, elapsed, signal } = options;
  const begunAt = new Map<string, number>();
  const failed = new Set<string>();
  const queue = createWorkQueue(waitingAtMost);

  const keyOf = ({ connection, imageId }: ImageAddress) => `${connection} ${imageId}`;

  /** Reads one image. @returns false when no other one can be read either */
  async function readOne({ images }: OpenConnection, address: ImageAddress) {
    try {
      const reading = await images.getImage(address.imageId, { priority: "background", signal });
      await saveImage(index, address, { ...reading, readAt: now() });
      failed.delete(keyOf(address));
      return true;
    } catch (error) {
      if (signal.aborted || !(error instanceof DswError)) throw error;
      if (failed.size >= failedAtMost) failed.clear();
      failed.add(keyOf(address));
      return images.isReady();
    }
  }

  const lastFailedLast = (addresses: readonly ImageAddress[]) =>
    addresses.toSorted((a, b) => Number(failed.has(keyOf(a))) - Number(failed.has(keyOf(b))));

  async function check(open: OpenConnection) {
    const { id } = open.connection;
    await pruneImages(index, id, now());
    const asked = new Set<string>();
    for (let left = imagesAtOnce; left > 0; ) {
      const found = await imagesToCheck(index, id, now(), left + failed.size);
      const addresses = lastFailedLast(found.filter((one) => !asked.has(keyOf(one)))).slice(
        0,
        left,
      );
      if (addresses.length === 0) return;
      for (const address of addresses) {
        asked.add(keyOf(address));
        if (!(await readOne(open, address))) return;
      }
      // One that is gone makes the next older one what its instance can be recovered from.
      left -= addresses.length;
    }
  }

  /** What fails is tried again by whoever asks next. */
  const enqueue = (key: string, work: () => Promise<void>) =>
    queue.add(key, async () => {
      if (!signal.aborted) await work();
    });

  return {
    begin(open) {
      const { id } = open.connection;
      const due = (begunAt.get(id) ?? Number.NEGATIVE_INFINITY) + everyMs;
      if (!open.images.isReady() || elapsed() < due) return;
      begunAt.set(id, elapsed());
      enqueue(id, () => check(open));
    },
    read(id, instanceId, imageIds) {
      const open = connections.find(({ connection }) => connection.id === id);
      if (!open?.images.isReady()) return;
      if (imageIds.length === 0) return;
      const addresses = lastFailedLast(
        imageIds.map((imageId) => ({ connection: id, instanceId, imageId })),
      );
      enqueue(`${id}/${instanceId}`, async () => {
        for (const address of addresses) if (!(await readOne(open, address))) return;
      });
    },
    keep: (address, image) => void saveImage(index, address, image).catch(() => {}),
    settled: queue.settled,
  };
}
