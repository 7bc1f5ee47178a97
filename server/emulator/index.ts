import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { type Clock, createClock } from "./clock";
import { breakResponse, errorResponseOf, type Fault, faultOf } from "./faults";
import { createGateway, type ErrorResponse } from "./gateway";
import { createRandom } from "./random";
import { createSeedData, type SeedData } from "./seed-data";
import {
  type Action,
  actions,
  productOf,
  type Role,
  routeOf,
  ServiceError,
  serve,
} from "./service";

export type { Clock } from "./clock";
export * from "./documented-ids";
export { type Fault, type FaultKind, faultKinds, parseFault } from "./faults";
export type { SeedData } from "./seed-data";
export type { Role } from "./service";
export { createdAt, type SnapshotState, stepAt } from "./snapshot-state";

export interface EmulatorOptions {
  host?: string;
  /** 0, the default, is any free port. */
  port?: number;
  seed?: number;
  /** How many instances the account has (default 240). */
  instances?: number;
  latencyMs?: number;
  faults?: readonly Fault[];
  accessKeyId?: string;
  accessKeySecret?: string;
  /** When set, calls must carry it. */
  securityToken?: string;
  /** The start of the emulated clock, in milliseconds since the epoch; it then runs with real time. */
  now?: number;
  /** The gateway's own clock, by which dates are checked; the real one unless a test replaces it. */
  gatewayNow?: () => number;
  maxPageSize?: number;
  pageSizeRefused?: boolean;
  /** Whether the key sees other people's private instances (`admin`, the default) or lacks them without an error. */
  role?: Role;
}

/** Calls that reached the gateway, whether it let them pass or not, by action. */
export interface CallCounter {
  readonly total: number;
  readonly byAction: Readonly<Record<Action, number>>;
  reset(): void;
}

export interface Emulator {
  url: string;
  port: number;
  accessKeyId: string;
  accessKeySecret: string;
  calls: CallCounter;
  clock: Clock;
  /** The data behind the API, for tests to compare with and to change. */
  data: SeedData;
  faults: { set(faults: readonly Fault[]): void };
  close(): Promise<void>;
}

/** Starts an emulator of the DSW API. @throws {Error} when the port is taken */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { host = "127.0.0.1", port = 0, seed = 1, instances = 240, latencyMs = 0 } = options;
  const { accessKeyId = "emulator", accessKeySecret = "emulator-secret", securityToken } = options;
  const clock = createClock(options.now);
  const data = createSeedData({ seed, instances, start: clock.now() });
  const keys = {
    accessKeyId,
    accessKeySecret,
    ...(securityToken === undefined ? {} : { securityToken }),
  };
  const gateway = createGateway(keys, options.gatewayNow ?? Date.now);
  const service = {
    maxPageSize: options.maxPageSize ?? 100,
    pageSizeRefused: options.pageSizeRefused ?? false,
    role: options.role ?? "admin",
  };
  const random = createRandom(seed, "faults");
  const counts = createCounter();
  let faults = options.faults ?? [];

  async function respond(request: IncomingMessage, response: ServerResponse) {
    const requestId = randomUUID().toUpperCase();
    const url = new URL(request.url ?? "/", "http://emulator");
    if (url.pathname === "/_emulator/calls") return send(response, 200, requestId, counts.byAction);
    const route = request.method === "GET" ? routeOf(url.pathname) : null;
    if (!route)
      return sendError(response, requestId, {
        status: 404,
        code: "InvalidAction.NotFound",
        message: "Specified api is not found.",
      });
    counts.count(route.action);
    if (latencyMs > 0) await wait(latencyMs);

    const product = productOf(route.action);
    const rejected = gateway(request, route.action, product.version);
    if (rejected) return sendError(response, requestId, rejected, product.host);
    const workspace = url.searchParams.get("WorkspaceId");
    const about = [route.action, route.instanceId, route.imageId ?? null, workspace];
    const fault = faultOf(faults, about, random);
    const reported =
      fault &&
      errorResponseOf(fault, route.action, `${product.ramPrefix}:${route.action}`, workspace);
    if (reported) return sendError(response, requestId, reported, product.host);
    try {
      const body = {
        RequestId: requestId,
        ...serve(data, clock.now(), route, url.searchParams, service),
      };
      if (fault && breakResponse(fault, request, response, JSON.stringify(body), requestId)) return;
      send(response, 200, requestId, body);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const { status, code, message } = error;
      send(response, status, requestId, {
        RequestId: requestId,
        Success: false,
        Code: code,
        Message: message,
        HttpStatusCode: status,
      });
    }
  }

  const server = createServer((request, response) => {
    respond(request, response).catch(() => {
      if (!response.headersSent)
        sendError(response, randomUUID(), {
          status: 400,
          code: "InvalidParameter",
          message: "The request could not be read.",
        });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the emulator has no port");
  return {
    url: `http://${host}:${address.port}`,
    port: address.port,
    accessKeyId,
    accessKeySecret,
    calls: counts,
    clock,
    data,
    faults: {
      set(next) {
        faults = next;
      },
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function createCounter() {
  const byAction: Record<Action, number> = {
    ListInstances: 0,
    GetInstance: 0,
    ListInstanceSnapshot: 0,
    GetInstanceSnapshot: 0,
    GetInstanceEvents: 0,
    GetLifecycle: 0,
    GetImage: 0,
  };
  return {
    get total() {
      return Object.values(byAction).reduce((sum, calls) => sum + calls, 0);
    },
    byAction,
    count: (action: Action) => void byAction[action]++,
    reset() {
      for (const action of actions) byAction[action] = 0;
    },
  };
}

function send(
  response: ServerResponse,
  status: number,
  requestId: string,
  body: object,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, {
    "content-type": "application/json;charset=utf-8",
    "x-acs-request-id": requestId,
    ...headers,
  });
  response.end(JSON.stringify(body));
}

/** Sends an error in the form of the gateway. */
function sendError(
  response: ServerResponse,
  requestId: string,
  { status, code, message, denial, headers }: ErrorResponse & { headers?: Record<string, string> },
  host = "pai-dsw.cn-shanghai.aliyuncs.com",
) {
  const body = {
    RequestId: requestId,
    HostId: host,
    Code: code,
    Message: message,
    Recommend: `https://api.aliyun.com/troubleshoot?q=${code}&product=pai-dsw`,
    ...denial,
  };
  send(response, status, requestId, body, headers);
}
