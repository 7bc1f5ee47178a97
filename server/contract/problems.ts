import { z } from "zod";

/** What a failed call of the BFF answers: RFC 9457 problem details with Snapdeck's own members. */
export const problemSchema = z.object({
  type: z.string(),
  /** Stable and machine readable, for example `upstream.throttled`. */
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  status: z.int(),
  /** The upstream's request id, to quote in a support ticket; null when no upstream answer carried one. */
  requestId: z.string().nullable(),
  retryable: z.boolean(),
  /** What the reader can do, or null when there is nothing to advise. */
  remedy: z.string().nullable(),
  /** The bad input's name, on a 400. */
  field: z.string().optional(),
});

export type Problem = z.infer<typeof problemSchema>;

/** Every `code` a problem may carry. The SPA has a title and a remedy of its own for each, per language. */
export const problemCodes = [
  "input.invalid",
  "connection.unknown",
  "route.unknown",
  "method.notAllowed",
  "host.refused",
  "origin.refused",
  "upstream.notFound",
  "upstream.credentials",
  "upstream.tokenExpired",
  "upstream.permission",
  "upstream.clock",
  "upstream.throttled",
  "upstream.invalid",
  "upstream.unavailable",
  "upstream.timeout",
  "upstream.unreachable",
  "upstream.badAnswer",
  "upstream.refused",
  "credentials.missing",
  "index.unavailable",
  "internal",
] as const;

export type ProblemCode = (typeof problemCodes)[number];
