import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { type Trace, traceIdOf, withTrace } from "../log/trace";

/** A request and what it was answered with. Nothing of it is the client's own text but `traceId`, which has a form. */
export interface AnsweredRequest {
  /** `other` for methods that nothing here answers. */
  method: string;
  /** The pattern of its address, such as `/api/:connection/instances`; `page`, or `unknown` where there is none. */
  route: string;
  status: number;
  /** Until the answer began to be sent. */
  ms: number;
  traceId: string;
  /** The client's address; null for a request that did not come over HTTP. */
  client: string | null;
  problem: Trace["problem"];
}

const methods = new Set(["GET", "HEAD"]);

/**
 * Gives every request its id, which its log lines, its problem and the answer's `x-request-id` carry, and tells of
 * the request when it is answered.
 */
export function requestTrace(
  basePath: string,
  onRequest: (request: AnsweredRequest) => void,
): MiddlewareHandler {
  return (c, next) => {
    const id = traceIdOf(c.req.header("x-request-id"), c.req.header("traceparent"));
    const trace: Trace = { id, problem: null };
    const begun = performance.now();
    return withTrace(trace, async () => {
      await next();
      c.header("x-request-id", id);
      onRequest({
        method: methods.has(c.req.method) ? c.req.method : "other",
        route: routeOf(c, basePath),
        status: c.res.status,
        ms: performance.now() - begun,
        traceId: id,
        client: c.get("client").address || null,
        problem: trace.problem,
      });
    });
  };
}

/**
 * The most exact pattern that was found for a request, without the base path. It is one of the app's own and never
 * what was asked for, so that nobody can make up more of them.
 */
function routeOf(c: Context, basePath: string): string {
  const patterns = matchedRoutes(c)
    .map(({ path }) => path)
    .filter((path) => !path.endsWith("*") && path !== "");
  const [pattern] = patterns;
  if (pattern !== undefined)
    return pattern.slice(pattern.startsWith(basePath) ? basePath.length : 0) || "/";
  return c.res.status < 400 ? "page" : "unknown";
}
