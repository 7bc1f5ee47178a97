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
    title: "The request is not valid",
    remedy: "Correct the named field and try again.",
  },
  "input.addressTooLong": {
    title: "The address is too long",
    remedy: "Ask with fewer or shorter parameters.",
  },
  "input.bodyTooLarge": {
    title: "The request carries too much",
    remedy: "Send no body with a read, and at most 64 KiB with anything else.",
  },
  "input.notJson": {
    title: "The request is not JSON",
    remedy: "Send JSON, with the header Content-Type: application/json.",
  },
  "rate.limited": {
    title: "Too many requests from one address",
    remedy:
      "Wait as long as Retry-After says. If many people share the address, raise CLIENT_RATE and CLIENT_BURST, or name their proxy in TRUSTED_PROXIES.",
  },
  "connection.unknown": {
    title: "There is no such connection",
    remedy: "Pick one of the connections that /api/connections lists.",
  },
  "route.unknown": { title: "There is nothing at this address", remedy: null },
  "method.notAllowed": {
    title: "This address is only read",
    remedy: "Use GET or HEAD.",
  },
  "access.signIn": {
    title: "Nobody is signed in",
    remedy: "Sign in again; a script sends its token as Authorization: Bearer.",
  },
  "access.refused": {
    title: "You may not come in here",
    remedy: "Ask whoever runs this Snapdeck to let you in.",
  },
  "access.readOnly": {
    title: "You may read here and not change anything",
    remedy:
      "Groups are triaged by people who are signed in and see the whole connection; a token only reads.",
  },
  "triage.off": {
    title: "Triage is off on this server",
    remedy: "Whoever runs this Snapdeck can turn it on: SNAPDECK_TRIAGE=on.",
  },
  "host.refused": {
    title: "This host name is not served here",
    remedy: "Add the name to ALLOWED_HOSTS if it is yours.",
  },
  "origin.refused": {
    title: "Another site may not read from here",
    remedy: "Open Snapdeck itself, or ask with a tool that is no browser.",
  },
  "upstream.notFound": {
    title: "The service does not know this instance or snapshot",
    remedy: "Check the id and the region; it may have been deleted.",
  },
  "upstream.credentials": {
    title: "The service refused the credential",
    remedy:
      "Check the access key that the server runs with: that it exists, is active and complete.",
  },
  "upstream.tokenExpired": {
    title: "The security token has expired",
    remedy:
      "Renew the STS token (ALIBABA_CLOUD_SECURITY_TOKEN) or use a source that renews itself.",
  },
  "upstream.permission": {
    title: "The credential lacks a permission",
    remedy:
      "Grant the RAM user or role the four read actions of the README's policy, or give it a role in the workspace.",
  },
  "upstream.clock": {
    title: "The server's clock is off",
    remedy:
      "Set the clock of the machine Snapdeck runs on; the service accepts 15 minutes at most.",
  },
  "upstream.throttled": {
    title: "The service is throttling this account",
    remedy: "Wait a little and retry; lower DSW_RATE if it keeps happening.",
  },
  "upstream.invalid": {
    title: "The service refused a parameter",
    remedy: null,
  },
  "upstream.unavailable": {
    title: "The service has an error of its own",
    remedy: "Retry; if it lasts, quote the RequestId to Alibaba Cloud support.",
  },
  "upstream.timeout": {
    title: "The service did not answer in time",
    remedy: "Retry; if it lasts, check the network between this server and the endpoint.",
  },
  "upstream.unreachable": {
    title: "The service cannot be reached",
    remedy: "Check DSW_REGIONS and DSW_ENDPOINT, DNS, and the way out of this server's network.",
  },
  "upstream.badAnswer": {
    title: "The answer was not the service's",
    remedy: "Check whether a proxy or gateway stands between this server and the endpoint.",
  },
  "upstream.refused": {
    title: "The service refused the call",
    remedy: "Quote the RequestId to Alibaba Cloud support.",
  },
  "credentials.missing": {
    title: "No credential could be found",
    remedy:
      "Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or configure another source of the default chain.",
  },
  "index.unavailable": {
    title: "The snapshot index is not available",
    remedy: "Check SNAPDECK_INDEX, SNAPDECK_DATA and DATABASE_URL, and what the server's log says.",
  },
  internal: {
    title: "Snapdeck made a mistake",
    remedy: "Look at the server's log and report what it says.",
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
    return build("input.invalid", error.message || "The request could not be read.");
  }
  return build("internal", "An unforeseen error; its details are in the server's log only.");
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
