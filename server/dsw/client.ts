import type { Instance, LifecycleStep, UpstreamSnapshot } from "../contract";
import { createCoalescer } from "./coalesce";
import type { CredentialSource } from "./credentials";
import { parseEndpoint } from "./endpoint";
import { type Attempt, type Call, type CallStats, createCaller } from "./http-caller";
import { createLimiter } from "./limiter";
import { parseInstanceEvents } from "./parse-instance-events";
import { parseLifecycle } from "./parse-lifecycle";
import type { Success } from "./parse-response";
import {
  parseInstance,
  parseInstancePage,
  parseSnapshot,
  parseSnapshotPage,
} from "./parse-results";
import type {
  CallOptions,
  EventsQuery,
  InstancePageQuery,
  SnapshotPageQuery,
  UpstreamInstance,
  UpstreamItem,
  UpstreamPage,
  UpstreamSeries,
} from "./reads";
import {
  getInstanceCall,
  getInstanceEventsCall,
  getLifecycleCall,
  getSnapshotCall,
  listInstancesCall,
  listSnapshotsCall,
} from "./requests";
import type { StopSignal } from "./stop";
import { type StartTimer, startTimer } from "./timer";
import { createTransport, type OpenPool } from "./transport";
import type { WaitingClients } from "./waiting-clients";

/** Optional reads under way at once: where they hang, most connections are left to the others. */
const optionalAtOnce = 4;

/**
 * The signed reads: the four that everything rests on, and optional ones, without which the rest works on. Each rejects with a `DswError`, or with the signal's reason once it is aborted.
 * Identical reads in flight share one upstream call.
 */
export interface DswClient {
  /** Always sends `WorkspaceId` and `ResourceId=ALL`: absent they would hide most instances. */
  listInstances(q: InstancePageQuery, o?: CallOptions): Promise<UpstreamPage<Instance>>;
  getInstance(instanceId: string, o?: CallOptions): Promise<UpstreamInstance>;
  listSnapshots(
    instanceId: string,
    q: SnapshotPageQuery,
    o?: CallOptions,
  ): Promise<UpstreamPage<UpstreamSnapshot>>;
  getSnapshot(
    instanceId: string,
    snapshotId: string,
    o?: CallOptions,
  ): Promise<UpstreamItem<UpstreamSnapshot>>;
  /** Optional: what the service recorded on an instance, as plain texts, not yet redacted. */
  getInstanceEvents(
    instanceId: string,
    q: EventsQuery,
    o?: CallOptions,
  ): Promise<UpstreamSeries<string>>;
  /** Optional: the statuses that an instance was in, oldest first, their reasons not yet redacted. */
  getLifecycle(instanceId: string, o?: CallOptions): Promise<UpstreamSeries<LifecycleStep>>;
  /** What has been sent so far, and what the service said to it. */
  stats(): CallStats;
  /**
   * What to add to our clock to get the service's, in milliseconds, learned from its responses: times that the
   * service writes are compared with `now + clockOffsetMs()`.
   */
  clockOffsetMs(): number;
  /** Ends the calls in progress and closes the endpoint's connections. */
  close(): Promise<void>;
}

export interface DswClientOptions {
  /** `host[:port]` or `http(s)://…`; https when no scheme is given. */
  endpoint: string;
  credentials: CredentialSource;
  /** A workspace id or `ALL` (default). */
  workspace?: string;
  /** Upstream requests a second (default 10). */
  rate?: number;
  /** Upstream requests that may go at once after a quiet time (default 20). */
  burst?: number;
  /** Among how many processes rate and burst are shared (default 1); asked anew all the time. */
  sharedBy?: (() => number) | undefined;
  /** Limit on connecting (default 3 s). */
  connectMs?: number;
  /** Limit on one attempt, from sending to the body's last byte (default 8 s). */
  attemptMs?: number;
  /** Limit on a call with all its attempts and waits (default 20 s). */
  deadlineMs?: number;
  /** Largest response body that is read (default 16 MiB). */
  maxBodyBytes?: number;
  /** How connections are made; directly when absent. */
  openPool?: OpenPool | undefined;
  now?: () => number;
  random?: () => number;
  sleep?: (ms: number, signal?: StopSignal) => Promise<void>;
  /** By which the limits on an attempt and on a call are kept; real time unless a test replaces it. */
  startTimer?: StartTimer;
  /** Told of every request that was sent, at its end. */
  onAttempt?: ((attempt: Attempt) => void) | undefined;
}

/** A client of one endpoint, with its own quota. @throws TypeError for an endpoint that is none */
export function createDswClient(options: DswClientOptions): DswClient {
  const { credentials, random, sleep } = options;
  const now = options.now ?? Date.now;
  const endpoint = parseEndpoint(options.endpoint);
  const transport = createTransport(
    endpoint,
    {
      connectMs: options.connectMs ?? 3_000,
      attemptMs: options.attemptMs ?? 8_000,
      maxBodyBytes: options.maxBodyBytes ?? 16 * 1024 * 1024,
      startTimer: options.startTimer ?? startTimer,
    },
    options.openPool,
  );
  const caller = createCaller({
    endpoint,
    version: "2022-01-01",
    credentials,
    transport,
    rate: options.rate ?? 10,
    burst: options.burst ?? 20,
    sharedBy: options.sharedBy,
    deadlineMs: options.deadlineMs ?? 20_000,
    now,
    random,
    sleep,
    startTimer: options.startTimer,
    onAttempt: options.onAttempt,
  });

  const optional = createLimiter({
    rate: options.rate ?? 10,
    burst: options.burst ?? 20,
    sharedBy: options.sharedBy,
    atOnce: optionalAtOnce,
  });

  async function sendOptional(call: Call, o: CallOptions): Promise<Success> {
    const end = await optional.take(o.priority ?? "interactive", o.signal, o.client);
    return caller.send(call, o).finally(end);
  }

  /** A call that is sent once for all callers who want the same at the same time. */
  function shared<T>(sendOne: (call: Call, o: CallOptions) => Promise<Success> = caller.send) {
    const inFlight = createCoalescer<T>();
    return (call: Call, parse: (response: Success) => T, o: CallOptions = {}): Promise<T> => {
      const priority = o.priority ?? "interactive";
      // An interactive caller does not join a background read that may stand far back in the queue.
      const key = JSON.stringify([priority, call.path, call.query]);
      const send = async (signal: StopSignal, client: WaitingClients) =>
        parse(await sendOne(call, { signal, priority, client }));
      return inFlight.share(key, send, o);
    };
  }

  const listInstances = shared<UpstreamPage<Instance>>();
  const getInstance = shared<UpstreamInstance>();
  const listSnapshots = shared<UpstreamPage<UpstreamSnapshot>>();
  const getSnapshot = shared<UpstreamItem<UpstreamSnapshot>>();
  const getInstanceEvents = shared<UpstreamSeries<string>>(sendOptional);
  const getLifecycle = shared<UpstreamSeries<LifecycleStep>>(sendOptional);
  const workspace = options.workspace ?? "ALL";

  return {
    listInstances: async (q, o) =>
      listInstances(
        listInstancesCall(q, workspace),
        (response) => parseInstancePage(response, q, now()),
        o,
      ),
    getInstance: async (instanceId, o) =>
      getInstance(getInstanceCall(instanceId), (response) => parseInstance(response, now()), o),
    listSnapshots: async (instanceId, q, o) =>
      listSnapshots(
        listSnapshotsCall(instanceId, q),
        (response) => parseSnapshotPage(response, instanceId, q, now()),
        o,
      ),
    getSnapshot: async (instanceId, snapshotId, o) =>
      getSnapshot(
        getSnapshotCall(instanceId, snapshotId),
        (response) => parseSnapshot(response, instanceId, now()),
        o,
      ),
    getInstanceEvents: async (instanceId, q, o) =>
      getInstanceEvents(
        getInstanceEventsCall(instanceId, q),
        (response) => parseInstanceEvents(response, now()),
        o,
      ),
    getLifecycle: async (instanceId, o) =>
      getLifecycle(getLifecycleCall(instanceId), (response) => parseLifecycle(response, now()), o),
    stats: caller.stats,
    clockOffsetMs: caller.clockOffsetMs,
    close: transport.close,
  };
}
