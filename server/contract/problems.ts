import { z } from "zod";

/** What a failed call of the API answers: RFC 9457 problem details with Snapdeck's own members. */
export const problemSchema = z
  .object({
    type: z.string(),
    /** Stable and machine readable, for example `upstream.throttled`. */
    code: z.string(),
    title: z.string(),
    detail: z.string(),
    status: z.int(),
    /** The service's request id, to quote in a support ticket; null when no upstream answer carried one. */
    requestId: z.string().nullable(),
    /** The id of the request at this server, by which its log has more; absent where it never got there. */
    traceId: z.string().optional(),
    retryable: z.boolean(),
    /** What the reader can do, or null when there is nothing to advise. */
    remedy: z.string().nullable(),
    /** The RAM action that is missing, on a refusal: `paidsw:GetLifecycle`. */
    permission: z.string().optional(),
    /** The workspace that it is missing in, where the service named one. */
    workspace: z.string().optional(),
    /** Seconds until the same call may be made again, where that is known. */
    retryAfter: z.int().optional(),
    /** The bad input's name, on a 400. */
    field: z.string().optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem details." });

export type Problem = z.infer<typeof problemSchema>;

/**
 * Every `code` a problem may carry, with the HTTP status that it is answered with. The SPA has a
 * title and a remedy of its own for each, per language.
 */
export const problemStatuses = {
  "input.invalid": 400,
  "input.addressTooLong": 414,
  "input.bodyTooLarge": 413,
  "input.notJson": 415,
  "rate.limited": 429,
  "connection.unknown": 404,
  "route.unknown": 404,
  "method.notAllowed": 405,
  "access.signIn": 401,
  "access.refused": 403,
  "access.readOnly": 403,
  "triage.off": 403,
  "host.refused": 421,
  "origin.refused": 403,
  "upstream.notFound": 404,
  "upstream.credentials": 502,
  "upstream.tokenExpired": 502,
  "upstream.permission": 403,
  "upstream.clock": 502,
  "upstream.throttled": 503,
  "upstream.invalid": 400,
  "upstream.unavailable": 502,
  "upstream.timeout": 504,
  "upstream.unreachable": 502,
  "upstream.badAnswer": 502,
  "upstream.refused": 502,
  "credentials.missing": 503,
  "index.unavailable": 503,
  internal: 500,
} as const;

export type ProblemCode = keyof typeof problemStatuses;
