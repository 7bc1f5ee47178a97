import type { IncomingHttpHeaders } from "node:http";
import { type Dispatcher, Pool } from "undici";
import type { Endpoint } from "./endpoint";
import type { DswError } from "./errors";
import type { StopSignal } from "./stop";
import type { StartTimer } from "./timer";
import {
  closedFailure,
  connectionFailure,
  tooLargeFailure,
  tooSlowFailure,
} from "./transport-errors";

/** Connections to one endpoint; the connection's own quota keeps far below it. */
export const connectionsPerEndpoint = 16;

/** A response read to its last byte. */
export interface HttpResponse {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface TransportLimits {
  connectMs: number;
  /** From sending to the last byte of the body. */
  attemptMs: number;
  maxBodyBytes: number;
  startTimer: StartTimer;
}

/** Sends GETs to one endpoint over kept-alive connections. */
export interface Transport {
  /**
   * @param target path and query, encoded
   * @param maxBodyBytes the largest body that is read; the transport's own limit when absent
   * @throws DswError when no complete response came; the signal's reason once it is aborted
   */
  get(
    target: string,
    headers: Record<string, string>,
    signal?: StopSignal,
    maxBodyBytes?: number,
  ): Promise<HttpResponse>;
  close(): Promise<void>;
}

/** How connections to an origin are made: directly, by a proxy, with which authorities. It follows no redirect. */
export type OpenPool = (
  origin: string,
  options: Pick<Pool.Options, "connections" | "headersTimeout" | "bodyTimeout">,
  connectMs: number,
) => Dispatcher;

const openDirectly: OpenPool = (origin, options, connectMs) =>
  new Pool(origin, { ...options, connect: { timeout: connectMs } });

interface SharedPool {
  pool: Dispatcher;
  users: number;
}

const poolsOf = new WeakMap<OpenPool, Map<string, SharedPool>>();

/** Clients of one origin share its connections; the last to leave closes them. */
function borrowPool(origin: string, connectMs: number, open: OpenPool) {
  const pools = poolsOf.get(open) ?? new Map<string, SharedPool>();
  poolsOf.set(open, pools);
  const key = `${origin} ${connectMs}`;
  // One timer of ours covers the whole attempt, a trickled body included.
  const options = { connections: connectionsPerEndpoint, headersTimeout: 0, bodyTimeout: 0 };
  const shared = pools.get(key) ?? { pool: open(origin, options, connectMs), users: 0 };
  shared.users += 1;
  pools.set(key, shared);
  return {
    pool: shared.pool,
    async release() {
      shared.users -= 1;
      if (shared.users > 0) return;
      pools.delete(key);
      await shared.pool.destroy();
    },
  };
}

/** A transport to the endpoint, sharing its connections with others of the same origin. */
export function createTransport(
  { origin, host }: Endpoint,
  limits: TransportLimits,
  open: OpenPool = openDirectly,
): Transport {
  const { pool, release } = borrowPool(origin, limits.connectMs, open);
  // A list and not a set, for the reason that `createCoalescer` has one.
  let inFlight: readonly Exchange[] = [];
  let closed = false;

  return {
    async get(target, headers, signal, maxBodyBytes = limits.maxBodyBytes) {
      if (closed) throw closedFailure();
      signal?.throwIfAborted();
      const exchange = new Exchange(host, { ...limits, maxBodyBytes });
      inFlight = [...inFlight, exchange];
      const onAbort = () => exchange.fail(signal?.reason);
      signal?.addEventListener("abort", onAbort, { once: true });
      try {
        pool.dispatch({ origin, path: target, method: "GET", headers }, exchange);
        return await exchange.response;
      } finally {
        signal?.removeEventListener("abort", onAbort);
        inFlight = inFlight.filter((other) => other !== exchange);
      }
    },
    async close() {
      if (closed) return;
      closed = true;
      for (const exchange of inFlight) exchange.fail(closedFailure());
      await release();
    },
  };
}

/**
 * One request and its response. It takes undici's events directly: a stream for each body would cost more
 * than signing the call does.
 */
class Exchange implements Dispatcher.DispatchHandler {
  readonly response: Promise<HttpResponse>;
  #settle: { resolve(response: HttpResponse): void; reject(reason: unknown): void } | null = null;
  #controller: Dispatcher.DispatchController | null = null;
  readonly #stopTimer: () => void;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #status = 0;
  #headers: IncomingHttpHeaders = {};

  constructor(
    private readonly host: string,
    private readonly limits: TransportLimits,
  ) {
    this.response = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.#stopTimer = limits.startTimer(() => {
      this.fail(tooSlowFailure(host, limits.attemptMs, this.#headers));
    }, limits.attemptMs);
  }

  /** Ends the exchange: the caller gets its error at once, even while the request still waits for a connection. */
  fail(reason: DswError | unknown): void {
    const settle = this.#finish();
    if (settle === null) return;
    settle.reject(reason);
    this.#controller?.abort(new Error("no longer wanted"));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#settle === null) controller.abort(new Error("no longer wanted"));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    // Informational responses (1xx) come before the real one.
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
    if (Number(headers["content-length"] ?? 0) > this.limits.maxBodyBytes) this.#tooLarge();
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.limits.maxBodyBytes) this.#tooLarge();
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [only] = this.#chunks;
    const body = this.#chunks.length === 1 && only ? only : Buffer.concat(this.#chunks);
    this.#finish()?.resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const answering = this.#status === 0 ? null : this.#headers;
    this.#finish()?.reject(connectionFailure(this.host, error, answering));
  }

  #tooLarge(): void {
    this.fail(tooLargeFailure(this.limits.maxBodyBytes, this.#headers));
  }

  #finish() {
    const settle = this.#settle;
    this.#settle = null;
    this.#stopTimer();
    return settle;
  }
}
