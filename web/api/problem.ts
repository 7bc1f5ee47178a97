import type { Problem, ProblemCode } from "../../server/contract";

/** Failures that never reached the server, or whose answer was not the server's. */
type BrowserProblemCode = "network" | "badAnswer" | "proxySignIn";

const browserProblem = (code: BrowserProblemCode, detail: string, status: number): Problem => ({
  type: "about:blank",
  code,
  title: code,
  detail,
  status,
  requestId: null,
  retryable: true,
  remedy: null,
});

/** Why a call of the server failed. Every query of the app throws this and nothing else. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
    this.problem = problem;
  }

  static network(detail: string) {
    return new ApiError(browserProblem("network", detail, 0));
  }

  /** A proxy before the server answered in its place: whoever it had signed in is so no longer. */
  static proxySignIn(detail: string, status: number) {
    return new ApiError(browserProblem("proxySignIn", detail, status));
  }

  static badAnswer(detail: string, status: number) {
    return new ApiError(browserProblem("badAnswer", detail, status));
  }
}

/** Whether signing in again is what mends a problem. */
export const needsSignIn = ({ code }: Problem) =>
  code === "access.signIn" || code === "proxySignIn";

/** The problem behind any error; an unexpected one reads as an internal failure. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  const detail = error instanceof Error ? error.message : String(error);
  return { ...browserProblem("badAnswer", detail, 0), code: "internal", title: "internal" };
}

/** Whether a body is problem details (RFC 9457) with Snapdeck's members. */
export function isProblem(value: unknown): value is Problem {
  if (typeof value !== "object" || value === null) return false;
  const has = (key: string, type: string) =>
    key in value && typeof Reflect.get(value, key) === type;
  return has("code", "string") && has("title", "string") && has("detail", "string");
}

/** Codes that the catalogues have messages for. The record is total: a new code fails the type check here. */
const codesWithMessages: Record<ProblemCode | BrowserProblemCode, true> = {
  network: true,
  badAnswer: true,
  proxySignIn: true,
  "access.signIn": true,
  "access.refused": true,
  "access.readOnly": true,
  "triage.off": true,
  "input.invalid": true,
  "input.addressTooLong": true,
  "input.bodyTooLarge": true,
  "input.notJson": true,
  "rate.limited": true,
  "connection.unknown": true,
  "route.unknown": true,
  "method.notAllowed": true,
  "host.refused": true,
  "origin.refused": true,
  "upstream.notFound": true,
  "upstream.credentials": true,
  "upstream.tokenExpired": true,
  "upstream.permission": true,
  "upstream.clock": true,
  "upstream.throttled": true,
  "upstream.invalid": true,
  "upstream.unavailable": true,
  "upstream.timeout": true,
  "upstream.unreachable": true,
  "upstream.badAnswer": true,
  "upstream.refused": true,
  "credentials.missing": true,
  "index.unavailable": true,
  internal: true,
};
export type CodeWithMessage = keyof typeof codesWithMessages;

export const hasMessage = (code: string): code is CodeWithMessage =>
  Object.hasOwn(codesWithMessages, code);
