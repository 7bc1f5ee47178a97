import type { ErrorHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { type Problem, type ProblemCode, problemStatuses } from "../contract";
import { DswError } from "../dsw/index";
import { log } from "../log/log";
import { currentTrace } from "../log/trace";

type ProblemDefinition = Pick<Problem, "title" | "remedy">;

/** What each code is called, and what the reader can do about it. */
const problemDefinitions: Record<ProblemCode, ProblemDefinition> = {
  "input.invalid": {
    title: "Invalid request",
    remedy: "Correct the named field, then retry.",
  },
  "input.addressTooLong": {
    title: "The address is too long",
    remedy: "Use fewer or shorter parameters.",
  },
  "input.bodyTooLarge": {
    title: "The request is too large",
    remedy: "Send no body with GET or HEAD, and at most 64 KiB otherwise.",
  },
  "input.notJson": {
    title: "The request is not JSON",
    remedy: "Send JSON with the header Content-Type: application/json.",
  },
  "rate.limited": {
    title: "Too many requests from one address",
    remedy:
      "Wait for the time in Retry-After. If many people share the address, raise CLIENT_RATE and CLIENT_BURST, or add their proxy to TRUSTED_PROXIES.",
  },
  "connection.unknown": {
    title: "Connection not found",
    remedy: "Use one of the connections that /api/connections lists.",
  },
  "route.unknown": { title: "Not found", remedy: null },
  "method.notAllowed": {
    title: "This address is read-only",
    remedy: "Use GET or HEAD.",
  },
  "access.signIn": {
    title: "Not signed in",
    remedy: "Sign in again. Scripts send their token as Authorization: Bearer.",
  },
  "access.refused": {
    title: "Access denied",
    remedy: "Contact your Snapdeck administrator.",
  },
  "access.readOnly": {
    title: "You have read-only access",
    remedy:
      "Only signed-in people who can see the whole connection can triage groups. Tokens are read-only.",
  },
  "triage.off": {
    title: "Triage is turned off on this server",
    remedy: "A Snapdeck administrator can turn it on with SNAPDECK_TRIAGE=on.",
  },
  "host.refused": {
    title: "This host name is not allowed",
    remedy: "If the host name is yours, add it to ALLOWED_HOSTS.",
  },
  "origin.refused": {
    title: "Requests from other sites are not allowed",
    remedy: "Open Snapdeck directly, or use a client that is not a browser.",
  },
  "upstream.notFound": {
    title: "Not found in PAI-DSW",
    remedy: "Check the ID and the region. It may have been deleted.",
  },
  "upstream.credentials": {
    title: "The credential was rejected",
    remedy: "Check that the server's AccessKey exists, is active and is complete.",
  },
  "upstream.tokenExpired": {
    title: "The security token has expired",
    remedy:
      "Renew the STS token (ALIBABA_CLOUD_SECURITY_TOKEN) or use a source that renews itself.",
  },
  "upstream.permission": {
    title: "Missing permission",
    remedy:
      "Grant the RAM user or role the four read actions of the policy in the README, or give it a role in the workspace.",
  },
  "upstream.clock": {
    title: "The server's clock is wrong",
    remedy:
      "Correct the clock of the machine that runs Snapdeck. It may differ by at most 15 minutes.",
  },
  "upstream.throttled": {
    title: "This account is being throttled",
    remedy: "Retry in a moment. Lower DSW_RATE if it keeps happening.",
  },
  "upstream.invalid": {
    title: "The service rejected a parameter",
    remedy: null,
  },
  "upstream.unavailable": {
    title: "The service is unavailable",
    remedy: "Retry. If it persists, include the request ID when you contact Alibaba Cloud support.",
  },
  "upstream.timeout": {
    title: "The service did not respond in time",
    remedy: "Retry. If it persists, check the network between this server and the endpoint.",
  },
  "upstream.unreachable": {
    title: "Can't reach the service",
    remedy: "Check DSW_REGIONS, DSW_ENDPOINT, DNS, and this server's outbound network.",
  },
  "upstream.badAnswer": {
    title: "Unexpected response from the service",
    remedy:
      "Check whether a proxy or gateway between this server and the endpoint answered instead.",
  },
  "upstream.refused": {
    title: "The service rejected the call",
    remedy: "Include the request ID when you contact Alibaba Cloud support.",
  },
  "credentials.missing": {
    title: "No credentials found",
    remedy:
      "Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or configure another source of the default chain.",
  },
  "index.unavailable": {
    title: "The snapshot index is not available",
    remedy: "Check SNAPDECK_INDEX, SNAPDECK_DATA and DATABASE_URL, and the server's log.",
  },
  internal: {
    title: "Something went wrong",
    remedy: "Check the server's log.",
  },
};

/** A failure with a code and a sentence for the reader. */
export class ProblemError extends Error {
  constructor(
    readonly code: ProblemCode,
    detail: string,
    readonly field?: string,
  ) {
    super(detail);
  }
}

/** A client has made more requests than it may. */
export class RateLimitError extends ProblemError {
  /** @param retryAfterSeconds when one more request is allowed */
  constructor(readonly retryAfterSeconds: number) {
    super("rate.limited", `One more request is allowed in ${retryAfterSeconds} s.`);
  }
}

/** The problem details (RFC 9457) of any failure; an unforeseen one shows nothing of itself. */
export function problemOf(error: unknown): Problem {
  if (error instanceof RateLimitError) {
    const retryAfter = error.retryAfterSeconds;
    return { ...build(error.code, error.message), retryable: true, retryAfter };
  }
  if (error instanceof ProblemError) {
    const problem = build(error.code, error.message);
    return error.field === undefined ? problem : { ...problem, field: error.field };
  }
  if (error instanceof DswError) {
    return {
      ...build(error.code, error.message),
      requestId: error.requestId,
      retryable: error.retryable,
      ...(error.retryAfterMs === null ? {} : { retryAfter: Math.ceil(error.retryAfterMs / 1000) }),
      ...(error.permission === null
        ? {}
        : {
            permission: error.permission,
            ...(error.workspace === null ? {} : { workspace: error.workspace }),
            detail: `${error.message} The missing permission is ${error.permission}${error.workspace === null ? "" : ` for workspace ${error.workspace}`}.`,
            remedy: `Grant ${error.permission} to the RAM user or role Snapdeck runs as, or give it a role in ${error.workspace === null ? "the workspace" : `workspace ${error.workspace}`}.`,
          }),
    };
  }
  if (error instanceof HTTPException && error.status < 500) {
    return build("input.invalid", error.message || "The request is malformed.");
  }
  return build(
    "internal",
    "An unexpected error occurred. Its details are only in the server's log.",
  );
}

function build(code: ProblemCode, detail: string): Problem {
  return {
    type: `urn:snapdeck:problem:${code}`,
    code,
    detail,
    requestId: null,
    retryable: false,
    status: problemStatuses[code],
    ...problemDefinitions[code],
  };
}

/** Answers a problem as `application/problem+json`, with Retry-After where that is known. */
function answerProblem(error: unknown): Response {
  const problem = problemOf(error);
  const headers = new Headers({ "content-type": "application/problem+json" });
  if (problem.status === 401) headers.set("www-authenticate", 'Bearer realm="Snapdeck"');
  if (problem.status === 405) headers.set("allow", "GET, HEAD");
  if (problem.retryAfter !== undefined) headers.set("retry-after", String(problem.retryAfter));
  const trace = currentTrace();
  if (trace !== null) trace.problem = { code: problem.code, requestId: problem.requestId };
  const body = trace === null ? problem : { ...problem, traceId: trace.id };
  return new Response(JSON.stringify(body), { status: problem.status, headers });
}

/** What proxies log for a client that went away; nobody receives it. */
const clientGone = 499;

/**
 * The app's last resort: every error becomes a problem; the unforeseen ones are logged, without the
 * request. When the browser has gone there is nobody left to tell, and nothing is wrong.
 */
export const onError: ErrorHandler = (error, c) => {
  if (c.req.raw.signal.aborted) return new Response(null, { status: clientGone });
  const response = answerProblem(error);
  if (response.status === 500) log.error("unforeseen error", { err: error });
  return response;
};
