import type { IncomingMessage, ServerResponse } from "node:http";
import type { ErrorResponse } from "./gateway";
import { accountId, defaultWorkspace } from "./names";
import type { Random } from "./random";

/** What can go wrong on purpose. */
export const faultKinds = {
  throttle: "429 Throttling.User with retry-after headers",
  error: "503 ServiceUnavailable",
  hang: "no response at all",
  trickle: "the response byte by byte, too slow to wait for",
  reset: "the connection is reset",
  truncate: "the body breaks off",
  badjson: "a body that is no JSON",
  html: "a proxy's HTML page",
  huge: "a body of 64 MiB",
  expired: "400 InvalidSecurityToken.Expired",
  skew: "400 InvalidTimeStamp.Expired, with a Date header one hour ahead",
  denied: "403 Forbidden.RAM",
  deniedowner: "403 NoPermission, its details in lower camel case with an owner id",
  workspace: "403 NoPermissionError, as for a workspace one has no role in",
  unknowncall: "404 InvalidAction.NotFound, as of an endpoint that does not know the call",
  wrongtypes: "200 with every field of the body of another type",
  fail200: "200 with Success false",
} as const;
export type FaultKind = keyof typeof faultKinds;

export interface Fault {
  kind: FaultKind;
  /** The share of calls it hits, from 0 to 1. */
  rate: number;
  /** An action's name, an instance id, or the workspace asked for; absent for every call. */
  target?: string;
}

const isKind = (text: string): text is FaultKind => Object.hasOwn(faultKinds, text);

/**
 * Reads `kind[=rate][@target]`, for example `throttle=0.1`, `hang@dsw-x`, `error=0.5@ListInstances`.
 * @throws {Error} when it is none
 */
export function parseFault(text: string): Fault {
  const [, kind = "", rate, target] = /^([a-z0-9]+)(?:=([\d.]+))?(?:@(\S+))?$/.exec(text) ?? [];
  const share = rate === undefined ? 1 : Number(rate);
  if (!isKind(kind) || !(share >= 0 && share <= 1)) {
    throw new Error(
      `${JSON.stringify(text)} is no fault: kind[=rate][@target], kinds: ${Object.keys(faultKinds).join(", ")}.`,
    );
  }
  return target === undefined ? { kind, rate: share } : { kind, rate: share, target };
}

/** The fault that hits a call, if any does. @param about what of the call may be a target */
export function faultOf(
  faults: readonly Fault[],
  about: readonly (string | null)[],
  random: Random,
): FaultKind | null {
  for (const { kind, rate, target } of faults) {
    if (target !== undefined && !about.includes(target)) continue;
    if (rate >= 1 || random.hit(rate)) return kind;
  }
  return null;
}

/** The error response of a fault that the gateway itself would report; null for the others. */
export function errorResponseOf(
  kind: FaultKind,
  action: string,
  ramAction: string,
  workspace: string | null,
): (ErrorResponse & { headers?: Record<string, string> }) | null {
  switch (kind) {
    case "throttle":
      return {
        status: 429,
        code: "Throttling.User",
        message: "Request was denied due to user flow control.",
        headers: {
          "x-acs-retry-after": "50",
          "retry-after": "1",
          "x-ratelimit-user-api": "Limit:1,Remain:0,TimeLeft:50,Reset:50",
        },
      };
    case "error":
      return {
        status: 503,
        code: "ServiceUnavailable",
        message: "The request has failed due to a temporary failure of the server.",
      };
    case "expired":
      return {
        status: 400,
        code: "InvalidSecurityToken.Expired",
        message: "Specified SecurityToken is expired.",
      };
    case "skew":
      return {
        status: 400,
        code: "InvalidTimeStamp.Expired",
        message: "Specified time stamp or date value is expired.",
        headers: { date: new Date(Date.now() + 3_600_000).toUTCString() },
      };
    case "denied":
      return {
        status: 403,
        code: "Forbidden.RAM",
        message: "User not authorized to operate on the specified resource.",
        denial: {
          AccessDeniedDetail: {
            AuthAction: ramAction,
            AuthPrincipalType: "SubUser",
            AuthPrincipalDisplayName: "snapdeck@emulator",
            NoPermissionType: "ImplicitDeny",
            PolicyType: "AccountLevelIdentityBasedPolicy",
            EncodedDiagnosticMessage: "EMULATOR-SECRET-diagnostic",
          },
        },
      };
    case "deniedowner":
      return {
        status: 403,
        code: "NoPermission",
        message: "You are not authorized to perform this action.",
        denial: {
          accessDeniedDetail: {
            authAction: ramAction,
            authPrincipalType: "SubUser",
            authPrincipalOwnerId: "EMULATOR-SECRET-owner",
            authPrincipalDisplayName: "snapdeck@emulator",
            noPermissionType: "ImplicitDeny",
            policyType: "ResourceGroupLevelIdentityBasedPolicy",
            encodedDiagnosticMessage: "EMULATOR-SECRET-diagnostic",
          },
        },
      };
    case "workspace":
      return {
        status: 403,
        code: "NoPermissionError",
        message: `No permission ${action} for resource: acs:paidsw:cn-shanghai:${accountId}:workspace/${workspace === null || workspace === "ALL" ? defaultWorkspace : workspace}`,
      };
    case "unknowncall":
      return {
        status: 404,
        code: "InvalidAction.NotFound",
        message: "Specified api is not found, please check your url and method.",
      };
    default:
      return null;
  }
}

/** A body with a value of another type in each field, the envelope's own aside. */
function wrongTypes(body: string): string {
  const { RequestId, Success, Code, Message, ...fields }: Record<string, unknown> =
    JSON.parse(body);
  const wrong = (value: unknown) =>
    Array.isArray(value) ? { none: 7 } : typeof value === "number" ? ["a text"] : [null, 7];
  const wronged = Object.entries(fields).map(([key, value]) => [key, wrong(value)]);
  return JSON.stringify({ RequestId, Success, Code, Message, ...Object.fromEntries(wronged) });
}

const json = { "content-type": "application/json;charset=utf-8" };

/** Breaks the response to a call in the way that `kind` says; false when `kind` leaves responses alone. */
export function breakResponse(
  kind: FaultKind,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
  requestId: string,
): boolean {
  const headers = { ...json, "x-acs-request-id": requestId };
  switch (kind) {
    case "hang":
      return true;
    case "trickle": {
      response.writeHead(200, headers);
      let at = 0;
      const drip = setInterval(() => response.write(body[at++ % body.length] ?? " "), 20);
      response.on("close", () => clearInterval(drip));
      return true;
    }
    case "reset":
      request.socket.resetAndDestroy();
      return true;
    case "truncate":
      response.writeHead(200, {
        ...headers,
        "content-length": String(Buffer.byteLength(body) + 100),
      });
      response.write(body.slice(0, Math.ceil(body.length / 2)), () => request.socket.destroy());
      return true;
    case "badjson":
      response.writeHead(200, headers).end(`${body.slice(0, 40)}<<<`);
      return true;
    case "wrongtypes":
      response.writeHead(200, headers).end(wrongTypes(body));
      return true;
    case "html":
      response
        .writeHead(200, { "content-type": "text/html" })
        .end("<html><body><h1>Sign in to the proxy</h1></body></html>");
      return true;
    case "huge": {
      response.writeHead(200, headers);
      response.write('{"RequestId":"');
      const chunk = "x".repeat(1 << 20);
      let left = 64;
      const more = () => {
        while (left > 0 && !response.destroyed) {
          left--;
          if (!response.write(chunk)) return void response.once("drain", more);
        }
        if (!response.destroyed) response.end('"}');
      };
      more();
      return true;
    }
    case "fail200":
      response.writeHead(200, headers).end(
        JSON.stringify({
          RequestId: requestId,
          Success: false,
          Code: "InternalError",
          Message: "internal error",
          HttpStatusCode: 500,
        }),
      );
      return true;
    default:
      return false;
  }
}
