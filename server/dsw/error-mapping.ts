import type { IncomingHttpHeaders } from "node:http";
import type { Envelope } from "./envelope";
import { DswError, type DswErrorFacts } from "./errors";
import { retryAfterMs } from "./retry-after";
import { requestIdOf, requestIdText } from "./transport-errors";

type Outcome = Pick<DswErrorFacts, "code" | "message" | "transient" | "retryable">;

/** The service's codes by meaning, first match wins (docs/dsw-api.md, "Errors at the gateway"). */
const errorRules: ReadonlyArray<readonly [code: RegExp, outcome: Outcome]> = [
  [
    // The official SDK's own rule: whatever the HTTP status.
    /Throttling/i,
    {
      code: "upstream.throttled",
      message: "The service is limiting how often this account may call it.",
      transient: true,
    },
  ],
  [
    /^InvalidAccessKeyId/i,
    {
      code: "upstream.credentials",
      message: "The service does not know the access key, or it is disabled.",
    },
  ],
  [
    /^(SignatureDoesNotMatch|IncompleteSignature|InvalidSignature|Unauthorized|MissingSecurityToken)/i,
    {
      code: "upstream.credentials",
      message: "The service did not accept the signature made with this access key.",
    },
  ],
  [
    /^SignatureNonceUsed/i,
    {
      code: "upstream.refused",
      message: "The service had already seen this call's one-time number.",
      transient: true,
    },
  ],
  [
    /^InvalidTimeStamp/i,
    {
      code: "upstream.clock",
      message: "The service refused the call's date: this server's clock is off.",
    },
  ],
  [
    /^InvalidSecurityToken/i,
    {
      code: "upstream.tokenExpired",
      message: "The temporary security token has expired or does not belong to the access key.",
      retryable: true,
    },
  ],
  [
    /^(Forbidden|NoPermission|AccessDenied)/i,
    {
      code: "upstream.permission",
      message: "The access key's identity is not allowed to make this call.",
    },
  ],
  [
    /^(MissingParameter|InvalidVersion|InvalidAction|UnsupportedOperation)/i,
    { code: "upstream.refused", message: "The service does not take this kind of call." },
  ],
  [
    /NotFound|NotExist/i,
    { code: "upstream.notFound", message: "The service has no such resource." },
  ],
];

const notFound: Outcome = {
  code: "upstream.notFound",
  message: "The service has no such resource.",
};
const unavailable: Outcome = {
  code: "upstream.unavailable",
  message: "The service had an error of its own.",
  transient: true,
};

/** What a status means when the code is not known. */
function byStatus(status: number): Outcome {
  if (status === 429) {
    return {
      code: "upstream.throttled",
      message: "The service is limiting how often it may be called.",
      transient: true,
    };
  }
  if (status >= 500) return unavailable;
  if (status === 401) {
    return {
      code: "upstream.credentials",
      message: "The service did not accept the credentials.",
    };
  }
  if (status === 403) {
    return {
      code: "upstream.permission",
      message: "The access key's identity is not allowed to make this call.",
    };
  }
  if (status === 400) {
    return { code: "upstream.invalid", message: "The service found the call's input wrong." };
  }
  return { code: "upstream.refused", message: "The service refused the call." };
}

function outcomeOf(code: string, statuses: readonly number[]): Outcome {
  const known = errorRules.find(([pattern]) => pattern.test(code));
  if (known) return known[1];
  // `InternalError` stands for "all else" and may come with a 404 inside, so the status is looked at first.
  if (statuses.includes(404)) return notFound;
  if (/^ValidationError/i.test(code)) return byStatus(400);
  if (/^(InternalError|ServiceUnavailable)/i.test(code)) return unavailable;
  return byStatus(statuses.find((status) => status >= 400) ?? 0);
}

/**
 * The error for a refused call, chosen by its code and then by its statuses. The service's own message is
 * never quoted: it may carry the string to sign, names and ids of the account.
 * @param action the call's name, for the permission it needs
 * @param now milliseconds since the epoch
 */
export function errorFromResponse(
  action: string,
  httpStatus: number,
  headers: IncomingHttpHeaders,
  envelope: Envelope,
  now: number,
): DswError {
  const upstreamCode = /^[\w.-]{1,100}$/.test(envelope.code ?? "") ? envelope.code : null;
  const outcome = outcomeOf(upstreamCode ?? "", [httpStatus, envelope.httpStatusCode ?? 0]);
  const waits = outcome.code === "upstream.throttled" || outcome.code === "upstream.unavailable";
  const denied = outcome.code === "upstream.permission";
  return new DswError({
    ...outcome,
    upstreamCode,
    httpStatus,
    requestId: requestIdText(envelope.requestId) ?? requestIdOf(headers),
    permission: denied ? permissionOf(envelope, action) : null,
    workspace: denied ? envelope.deniedWorkspace : null,
    retryAfterMs: waits ? retryAfterMs(headers, now) : null,
  });
}

function permissionOf(envelope: Envelope, action: string): string {
  const named = envelope.deniedAction;
  return named !== null && /^[A-Za-z-]{1,40}:[A-Za-z]{1,80}$/.test(named)
    ? named
    : ramActionOf(action);
}

/** The RAM action that allows a call (docs/dsw-api.md, "Calls" and "GetImage"). */
const ramActionOf = (action: string) =>
  action === "GetImage" ? "PaiImage:GetImage" : `paidsw:${action}`;
