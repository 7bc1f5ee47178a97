import {
  documentedInstanceId,
  documentedSnapshot,
  emptyInstanceId,
  oldWordsInstanceId,
  singleInstanceId,
  tenThousandInstanceId,
} from "./documented-ids";
import { oldWordSnapshots } from "./old-words";
import { createRandom } from "./random";
import { seedInstance } from "./seed-instances";
import { seedSnapshot } from "./seed-snapshots";
import { createdAt, type InstanceState, type SnapshotState, type Step } from "./snapshot-state";

const minute = 60_000;
const day = 24 * 60 * minute;

/** For how long after its start the account gets a new snapshot every few minutes. */
const futureMs = 3 * day;

/** The data behind the emulated API: what tests compare with, and what they change. */
export interface SeedData {
  instances(): InstanceState[];
  instance(instanceId: string): InstanceState | null;
  /** An instance's snapshots in the order of their creation, those still to come included. */
  snapshots(instanceId: string): readonly SnapshotState[];
  addInstance(instance: InstanceState): void;
  deleteInstance(instanceId: string): void;
  addSnapshot(snapshot: SnapshotState): void;
  deleteSnapshot(instanceId: string, snapshotId: string): void;
  /** Events that a test has added to those of the instance's own. */
  events(instanceId: string): readonly InstanceEvent[];
  addEvent(instanceId: string, event: InstanceEvent): void;
  /** Adds a step: from `step.at` on the snapshot has its status. */
  moveSnapshot(instanceId: string, snapshotId: string, step: Step): void;
  /** Deletes an image from its registry; the snapshot that names it stays. */
  deleteImage(imageId: string): void;
  isImageDeleted(imageId: string): boolean;
  /** The start of the emulated clock, in milliseconds since the epoch. */
  readonly startedAt: number;
}

/** What the service recorded on an instance at a moment, in milliseconds since the epoch. */
export interface InstanceEvent {
  at: number;
  text: string;
}

interface Seed {
  seed: number;
  instances: number;
  /** The start of the emulated clock, in milliseconds since the epoch. */
  start: number;
}

/** The seeded account: the same seed, size and start give the same account. */
export function createSeedData({ seed, instances: count, start }: Seed): SeedData {
  const instances = new Map<string, InstanceState>();
  /** The snapshots of instances that were asked for. */
  const snapshots = new Map<string, SnapshotState[]>();
  /** How to make the others': ten thousand and more take their time, and most are never asked for. */
  const unmade = new Map<string, (() => SnapshotState[])[]>();
  const deletedImages = new Set<string>();
  const events = new Map<string, InstanceEvent[]>();

  const plan = (instanceId: string, make: () => SnapshotState[]) => {
    const plans = unmade.get(instanceId);
    if (plans) plans.push(make);
    else unmade.set(instanceId, [make]);
  };
  const historyOf = (instanceId: string): SnapshotState[] => {
    const made = snapshots.get(instanceId);
    if (made) return made;
    const history = (unmade.get(instanceId) ?? []).flatMap((make) => make());
    sort(history);
    unmade.delete(instanceId);
    snapshots.set(instanceId, history);
    return history;
  };

  const special = [
    documentedInstanceId,
    emptyInstanceId,
    singleInstanceId,
    tenThousandInstanceId,
    oldWordsInstanceId,
  ];
  const names = [
    "training-data_dev",
    "fresh-notebook_dev",
    "hello-dsw_notebook",
    "nightly-bot_train",
    "old-statuses_dev",
  ];
  for (let number = 0; number < count; number++) {
    const random = createRandom(seed, `instance ${number}`);
    const instance = seedInstance(random, number, start, special[number]);
    const name = names[number];
    if (name !== undefined)
      Object.assign(instance, {
        instanceName: name,
        status: "Running",
        reasonCode: "",
        reasonMessage: "",
      });
    instances.set(instance.instanceId, instance);
    plan(instance.instanceId, () => {
      const random = createRandom(seed, `snapshots ${number}`);
      return pastSnapshotTimes(instance, number, random, start).map((at, nth) =>
        seedSnapshot(createRandom(seed, `snapshot ${number} ${nth}`), instance, at, start),
      );
    });
  }
  const running = [...instances.values()].filter(
    ({ instanceId, status }) => status === "Running" && !special.includes(instanceId),
  );
  for (const at of futureSnapshotTimes(createRandom(seed, "life"), start)) {
    const random = createRandom(seed, `life ${at - start}`);
    const instance = running[random.between(0, Math.max(0, running.length - 1))];
    if (instance) plan(instance.instanceId, () => [seedSnapshot(random, instance, at, start)]);
  }
  if (instances.has(documentedInstanceId)) plan(documentedInstanceId, () => [documentedSnapshot]);
  if (instances.has(oldWordsInstanceId)) plan(oldWordsInstanceId, () => oldWordSnapshots(start));

  return {
    instances: () => [...instances.values()],
    instance: (id) => instances.get(id) ?? null,
    snapshots: historyOf,
    addInstance: (instance) => void instances.set(instance.instanceId, instance),
    deleteInstance(id) {
      instances.delete(id);
      unmade.delete(id);
      snapshots.delete(id);
    },
    addSnapshot(snapshot) {
      const history = historyOf(snapshot.instanceId);
      history.push(snapshot);
      sort(history);
    },
    startedAt: start,
    deleteImage: (imageId) => void deletedImages.add(imageId),
    isImageDeleted: (imageId) => deletedImages.has(imageId),
    deleteSnapshot(instanceId, snapshotId) {
      const rest = historyOf(instanceId).filter((snapshot) => snapshot.snapshotId !== snapshotId);
      snapshots.set(instanceId, rest);
    },
    events: (id) => events.get(id) ?? [],
    addEvent: (id, event) => void events.set(id, [...(events.get(id) ?? []), event]),
    moveSnapshot(instanceId, snapshotId, step) {
      historyOf(instanceId)
        .find((snapshot) => snapshot.snapshotId === snapshotId)
        ?.steps.push(step);
    },
  };
}

/** In the order of creation. */
const sort = (history: SnapshotState[]) =>
  history.sort((a, b) => createdAt(a) - createdAt(b) || (a.snapshotId < b.snapshotId ? -1 : 1));

/** When an instance's past snapshots were created: most of them lately, some long ago. */
function pastSnapshotTimes(
  instance: InstanceState,
  number: number,
  random: ReturnType<typeof createRandom>,
  start: number,
): number[] {
  const past = (most: number) => start - Math.round(most * random.next() ** 1.2) - 1;
  const many = (count: number, most: number) =>
    Array.from({ length: count }, () => Math.max(instance.createdAt, past(most)));
  switch (instance.instanceId) {
    case emptyInstanceId:
    case oldWordsInstanceId:
      return [];
    case singleInstanceId:
      return many(1, 10 * day);
    case documentedInstanceId:
      return many(34, 60 * day);
    case tenThousandInstanceId:
      return Array.from({ length: 10_000 }, (_, i) => start - (i + 1) * 45 * minute);
    default:
      return number % 9 === 8 ? [] : many(random.between(1, 55), 120 * day);
  }
}

/** When further snapshots are created: a few just before the start, then one every few minutes. */
function futureSnapshotTimes(random: ReturnType<typeof createRandom>, start: number): number[] {
  const times = Array.from({ length: 9 }, () => start - random.between(20, 900) * 1000);
  for (let at = start + 20_000; at < start + futureMs; at += random.between(60, 420) * 1000)
    times.push(at);
  return times;
}
