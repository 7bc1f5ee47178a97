import type { OpenConnection } from "../connections/open-connection";
import type { Instance, UpstreamSnapshot } from "../contract";
import { plainInstance, plainSnapshot } from "../contract/rows.testing";
import {
  createImageReader,
  createInstanceCache,
  createSnapshotHistories,
  type DswClient,
  DswError,
  type ImageClient,
  type UpstreamPage,
} from "../dsw";

/** An account without the optional part that knows the images. */
const noImages: ImageClient = {
  getImage: () =>
    Promise.reject(new DswError({ code: "upstream.permission", message: "not allowed" })),
  stats: () => ({
    calls: 0,
    throttled: 0,
    lastMinute: 0,
    permissions: {},
    bucket: { tokens: 1, size: 1 },
  }),
  close: async () => {},
};

/** A change to one page of a list, as a service that is not to be trusted would make it. */
export type PageLie = <T>(page: UpstreamPage<T>) => UpstreamPage<T>;

/**
 * An account in memory that a sync reads through the client's interface: instances and snapshots come and
 * go, and every call can be made to fail or to lie.
 */
export class SimulatedAccount {
  readonly #instances = new Map<string, Instance>();
  readonly #snapshots = new Map<string, UpstreamSnapshot[]>();
  #made = 0;
  #calls = 0;
  /** Pages of the instance list that were asked for. */
  listed = 0;
  /** How far the service's clock is ahead of ours. */
  clockOffsetMs = 0;
  /** Called before every answer; what it throws the call fails with. */
  beforeCall: (action: keyof DswClient, instanceId: string | null) => void = () => {};
  /** What becomes of every page of a list. */
  lie: PageLie = (page) => page;

  /** Whatever page is asked for, the first is given. */
  repeatFirstPage = false;
  /** Larger pages are cut to this. */
  pageCut = 100;

  constructor(
    readonly now: () => number,
    readonly id = "c",
    /** A clock that is never set back. */
    readonly elapsed = now,
  ) {}

  instanceIds(): string[] {
    return [...this.#instances.keys()];
  }

  snapshotIds(instanceId: string): string[] {
    return (this.#snapshots.get(instanceId) ?? []).map(({ snapshotId }) => snapshotId);
  }

  /** Every snapshot there is, as one line each. */
  lines(): string[] {
    return [...this.#snapshots.values()]
      .flat()
      .map((row) => `${row.instanceId} ${row.snapshotId} ${row.status}`)
      .sort();
  }

  addInstance(): string {
    const id = `dsw-${++this.#made}`;
    const at = this.#time();
    const times = { gmtCreateTime: at, gmtModifiedTime: at };
    this.#instances.set(id, plainInstance(id, `name of ${id}`, times));
    this.#snapshots.set(id, []);
    return id;
  }

  addSnapshot(instanceId: string, status: string): string {
    const snapshotId = `snp-${++this.#made}`;
    const at = this.#time();
    this.#snapshots.get(instanceId)?.unshift(
      plainSnapshot(instanceId, snapshotId, {
        status,
        reasonCode: status === "Failed" ? "ImagePushFailed" : null,
        gmtCreateTime: at,
        gmtModifiedTime: at,
      }),
    );
    this.#touch(instanceId);
    return snapshotId;
  }

  /** Ends a push that is in flight. */
  settle(instanceId: string, status: string): void {
    const rows = this.#snapshots.get(instanceId) ?? [];
    const at = rows.findIndex((row) => row.status === "Pushing");
    const row = rows[at];
    if (row) rows[at] = { ...row, status, gmtModifiedTime: this.#time() };
    this.#touch(instanceId);
  }

  /** Deletes a snapshot; nothing in the instance list tells of it. */
  deleteSnapshot(instanceId: string, snapshotId: string): void {
    const rows = this.#snapshots.get(instanceId) ?? [];
    this.#snapshots.set(
      instanceId,
      rows.filter((row) => row.snapshotId !== snapshotId),
    );
  }

  deleteInstance(instanceId: string): void {
    this.#instances.delete(instanceId);
    this.#snapshots.delete(instanceId);
  }

  /** The account as a connection of the server. */
  connection(): OpenConnection {
    const client = this.#client();
    const { id, elapsed } = this;
    return {
      connection: { id, label: id, region: id, kind: "emulator", workspace: "ALL" },
      client,
      histories: createSnapshotHistories(client, { monotonicNow: elapsed }),
      instances: createInstanceCache(client, { monotonicNow: elapsed }),
      images: createImageReader(noImages, elapsed),
    };
  }

  /** The service's time, a little later each time that something was made. */
  #time(): string {
    return new Date(this.now() + this.clockOffsetMs + this.#made).toISOString();
  }

  #touch(instanceId: string): void {
    const instance = this.#instances.get(instanceId);
    const at = this.#time();
    if (instance) this.#instances.set(instanceId, { ...instance, gmtModifiedTime: at });
  }

  #call(action: keyof DswClient, instanceId: string | null) {
    this.#calls++;
    this.beforeCall(action, instanceId);
    if (instanceId !== null && !this.#instances.has(instanceId)) throw notFound();
  }

  #page<T>(rows: readonly T[], page: number, size: number): UpstreamPage<T> {
    const taken = Math.min(size, this.pageCut);
    const start = this.repeatFirstPage ? 0 : (page - 1) * taken;
    const items = rows.slice(start, start + taken);
    return this.lie({ items, total: rows.length, requestId: "r", readAt: this.now() });
  }

  #client(): DswClient {
    return {
      listInstances: async ({ page, size, sort }) => {
        this.#call("listInstances", null);
        this.listed++;
        const timeOf = ({ gmtCreateTime, gmtModifiedTime }: Instance) =>
          (sort === "GmtCreateTime" ? gmtCreateTime : gmtModifiedTime) ?? "";
        const rows = [...this.#instances.values()];
        rows.sort((a, b) => (timeOf(a) < timeOf(b) ? 1 : -1));
        return this.#page(rows, page, size);
      },
      getInstance: async (id) => {
        this.#call("getInstance", id);
        const item = this.#instances.get(id);
        if (!item) throw notFound();
        const links = { instance: null, repositories: [] };
        return { item, links, cloudDisks: [], requestId: "r", readAt: this.now() };
      },
      listSnapshots: async (id, { page, size, order }) => {
        this.#call("listSnapshots", id);
        const rows = this.#snapshots.get(id) ?? [];
        return this.#page(order === "desc" ? rows : rows.toReversed(), page, size);
      },
      getSnapshot: async (id, snapshotId) => {
        this.#call("getSnapshot", id);
        const item = this.#snapshots.get(id)?.find((row) => row.snapshotId === snapshotId);
        if (!item) throw notFound();
        return { item, requestId: "r", readAt: this.now() };
      },
      // The sync never asks for these.
      getInstanceEvents: () => Promise.reject(notFound()),
      getLifecycle: () => Promise.reject(notFound()),
      stats: () => ({
        calls: { all: this.#calls },
        throttled: 0,
        lastMinute: 0,
        permissions: {},
        bucket: { tokens: 1, size: 1 },
      }),
      clockOffsetMs: () => this.clockOffsetMs,
      close: async () => {},
    };
  }
}

const notFound = () => new DswError({ code: "upstream.notFound", message: "There is none." });
