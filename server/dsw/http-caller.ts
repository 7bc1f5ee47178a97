import { randomUUID } from "node:crypto";
import type { Credential, CredentialSource } from "./credentials";
import type { Endpoint } from "./endpoint";
import { DswError, type DswErrorCode } from "./errors";
import { createLimiter } from "./limiter";
import { createMinuteCount } from "./minute-count";
import { parseResponse, type Success } from "./parse-response";
import type { CallOptions } from "./reads";
import { type RetryOptions, withRetry } from "./retry";
import { createServiceClock } from "./service-clock";
import { emptyPayloadHash, encodePath, encodeQuery, type SignableRequest, sign } from "./signature";
import type { StopSignal } from "./stop";
import type { StartTimer } from "./timer";
import { connectionsPerEndpoint, type HttpResponse, type Transport } from "./transport";

/** One of the reads, by its name at the service. */
export type Action =
  | "ListInstances"
  | "GetInstance"
  | "ListInstanceSnapshot"
  | "GetInstanceSnapshot"
  | "GetInstanceEvents"
  | "GetLifecycle"
  | "GetImage";

export interface Call {
  action: Action;
  /** Raw, not encoded. */
  path: string;
  query: ReadonlyArray<readonly [string, string]>;
  /** The largest response that is read, where less than the client's own limit is enough. */
  maxBodyBytes?: number;
}

/** What the service has said so far to calls of each action: granted where any was let in. */
export type PermissionResponses = Readonly<Record<string, "granted" | "refused">>;

export interface CallStats {
  /** Upstream requests sent, by action. */
  calls: Record<string, number>;
  /** How many of them the service throttled, and how many were sent in the last minute. */
  throttled: number;
  lastMinute: number;
  permissions: PermissionResponses;
  /** Of the token bucket: calls that could go at once now, and after a rest. */
  bucket: { tokens: number; size: number };
}

/** One request to the service and what became of it. */
export interface Attempt {
  action: Action;
  /** `aborted` where nobody waited for it any more. */
  outcome: "ok" | "aborted" | DswErrorCode | "internal";
  /** From sending to the last byte of the response; the wait for the token bucket is not in it. */
  ms: number;
  /** Whether the same call had failed before and was tried again. */
  retry: boolean;
  /** The service's own id. */
  requestId: string | null;
}

/** Sends calls: signed, within the quota, tried again where that may help. */
export interface Caller {
  send(call: Call, options: CallOptions): Promise<Success>;
  stats(): CallStats;
  /** What to add to our clock to get the service's, in milliseconds. */
  clockOffsetMs(): number;
}

export interface CallerOptions {
  endpoint: Endpoint;
  /** The API's version, sent with every call. */
  version: string;
  credentials: CredentialSource;
  transport: Transport;
  rate: number;
  burst: number;
  sharedBy?: (() => number) | undefined;
  deadlineMs: number;
  now: () => number;
  random?: (() => number) | undefined;
  sleep?: RetryOptions["sleep"] | undefined;
  startTimer?: StartTimer | undefined;
  /** Told of every request that was sent, at its end. */
  onAttempt?: ((attempt: Attempt) => void) | undefined;
}

interface Signals {
  caller: StopSignal | undefined;
  deadline: StopSignal;
}

/** Why an attempt ended with no response and no error of the service's. */
function outcomeOf({ caller, deadline }: Signals): Attempt["outcome"] {
  if (caller?.aborted) return "aborted";
  return deadline.aborted ? "upstream.timeout" : "internal";
}

/** A caller of one endpoint, with its own token bucket and the service's clock as learned from its responses. */
export function createCaller(options: CallerOptions): Caller {
  const { endpoint, version, credentials, transport, deadlineMs, now, random, sleep, startTimer } =
    options;
  const { rate, burst, sharedBy, onAttempt } = options;
  const limiter = createLimiter({ rate, burst, sharedBy, atOnce: connectionsPerEndpoint });
  const calls: Record<string, number> = {};
  const permissions: Record<string, "granted" | "refused"> = {};
  let throttled = 0;
  const sentLately = createMinuteCount(now);
  const clock = createServiceClock(now);

  function headersFor(
    { action }: Call,
    { path, query }: Pick<SignableRequest, "path" | "query">,
    credential: Credential,
  ): Record<string, string> {
    const headers: Record<string, string> = {
      host: endpoint.host,
      "x-acs-action": action,
      "x-acs-version": version,
      "x-acs-date": `${new Date(clock.now()).toISOString().slice(0, 19)}Z`,
      "x-acs-signature-nonce": randomUUID(),
      "x-acs-content-sha256": emptyPayloadHash,
      accept: "application/json",
      "user-agent": "snapdeck",
    };
    if (credential.securityToken) headers["x-acs-security-token"] = credential.securityToken;
    const request = { method: "GET", path, query, headers, payloadHash: emptyPayloadHash };
    headers.authorization = sign(request, credential.accessKeyId, credential.accessKeySecret);
    return headers;
  }

  /** What tells of an attempt when it has ended; its time begins now. */
  function teller(action: Action, retry: boolean, signals: Signals) {
    const begun = performance.now();
    return (error: unknown, requestId: string | null = null) => {
      const ms = performance.now() - begun;
      const known = error instanceof DswError ? error : null;
      const outcome = error === null ? "ok" : (known?.code ?? outcomeOf(signals));
      onAttempt?.({ action, outcome, ms, retry, requestId: known?.requestId ?? requestId });
    };
  }

  async function send(call: Call, o: CallOptions): Promise<Success> {
    const priority = o.priority ?? "interactive";
    const asSent = { path: encodePath(call.path), query: encodeQuery(call.query) };
    const target = asSent.query === "" ? asSent.path : `${asSent.path}?${asSent.query}`;
    // A background read may wait long for its turn; its deadline begins when the turn has come.
    let turn = priority === "background" ? await limiter.take(priority, o.signal, o.client) : null;
    let seen: HttpResponse | null = null;
    let sent = 0;

    async function attempt(signal: StopSignal): Promise<Success> {
      const credential = await credentials.get();
      const end = turn ?? (await limiter.take(priority, signal, o.client));
      turn = null;
      calls[call.action] = (calls[call.action] ?? 0) + 1;
      sentLately.add();
      sent += 1;
      const tell = teller(call.action, sent > 1, { caller: o.signal, deadline: signal });
      try {
        const headers = headersFor(call, asSent, credential);
        seen = await transport.get(target, headers, signal, call.maxBodyBytes);
      } catch (error) {
        tell(error);
        throw error;
      } finally {
        end();
      }
      try {
        const success = parseResponse(call.action, seen, now());
        clock.observe(seen.headers);
        permissions[call.action] = "granted";
        tell(null, success.requestId);
        return success;
      } catch (error) {
        tell(error);
        const code = error instanceof DswError ? error.code : null;
        if (code === "upstream.throttled") throttled += 1;
        if (code === "upstream.permission") permissions[call.action] ??= "refused";
        throw error;
      }
    }

    async function repair(error: DswError): Promise<boolean> {
      if (error.code === "upstream.clock") return seen !== null && clock.correct(seen.headers);
      if (error.code !== "upstream.tokenExpired") return false;
      await credentials.renew();
      return true;
    }

    return withRetry(attempt, {
      deadlineMs,
      signal: o.signal,
      repair,
      startTimer,
      ...(random ? { random } : {}),
      ...(sleep ? { sleep } : {}),
    }).finally(() => turn?.());
  }

  return {
    send,
    clockOffsetMs: clock.offsetMs,
    stats: () => ({
      calls: { ...calls },
      throttled,
      lastMinute: sentLately.count(),
      permissions: { ...permissions },
      bucket: limiter.level(),
    }),
  };
}
