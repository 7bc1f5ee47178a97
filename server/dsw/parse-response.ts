import { readEnvelope } from "./envelope";
import { errorFromResponse } from "./error-mapping";
import { DswError } from "./errors";
import { isNestedDeeperThan } from "./json-depth";
import { isRecord } from "./parse-values";
import { readJson } from "./read-json";
import { retryAfterMs } from "./retry-after";
import type { HttpResponse } from "./transport";
import { requestIdOf, requestIdText } from "./transport-errors";

/** A successful response's JSON object, and the request id it came with. */
export interface Success {
  body: Record<string, unknown>;
  requestId: string | null;
}

/** Far deeper than anything the service sends; deeper JSON costs much memory to parse. */
const depthAtMost = 64;
/** Smaller bodies cannot nest deeply enough to matter, and scanning them costs as much as half a call. */
const scannedFromBytes = 256 * 1024;

/**
 * The JSON of a response that reports success: HTTP 2xx and not `Success: false`.
 * @param action the call's name, for the permission a refusal is about
 * @param now milliseconds since the epoch
 * @throws DswError for every other response, JSON or not
 */
export function parseResponse(action: string, response: HttpResponse, now: number): Success {
  const { status, headers } = response;
  const large = response.body.length >= scannedFromBytes;
  if (large && isNestedDeeperThan(depthAtMost, response.body)) {
    const message = `The response to ${action} is nested deeper than ${depthAtMost} levels.`;
    throw badResponse(message, requestIdOf(headers), status);
  }
  const body = parseObject(response.body);
  const accepted = status >= 200 && status < 300;
  if (body === null) throw notJson(response, now);
  const envelope = readEnvelope(body);
  if (!accepted || envelope.success === false) {
    throw errorFromResponse(action, status, headers, envelope, now);
  }
  return { body, requestId: requestIdText(envelope.requestId) ?? requestIdOf(headers) };
}

/** The error for a response that cannot be used as data. The message is one sentence of our own. */
export function badResponse(message: string, requestId: string | null, httpStatus = 200): DswError {
  return new DswError({
    code: "upstream.badAnswer",
    message,
    httpStatus,
    requestId,
    retryable: true,
  });
}

/** The error for a successful response whose JSON is not what the call gives. */
export function unexpectedShape(action: string, requestId: string | null): DswError {
  return badResponse(`The response to ${action} does not have the documented shape.`, requestId);
}

function parseObject(body: Buffer): Record<string, unknown> | null {
  try {
    const value = readJson(body.toString("utf8"));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** The error for what a gateway or proxy in between may send instead of the service's JSON. */
function notJson({ status, headers, body }: HttpResponse, now: number): DswError {
  const start = body.subarray(0, 200).toString("utf8").trimStart().toLowerCase();
  const html = start.startsWith("<") || /\bhtml\b/i.test(String(headers["content-type"] ?? ""));
  const what =
    body.length === 0
      ? "an empty response"
      : html
        ? "a web page instead of JSON, as a proxy or a wrong endpoint does"
        : "a response that is not the JSON it should be";
  const facts = {
    message: `The endpoint gave ${what} (HTTP ${status}).`,
    httpStatus: status,
    requestId: requestIdOf(headers),
    retryable: true,
  };
  // 5xx and 429 mean the same whoever wrote the page around them.
  if (status !== 429 && status < 500) return new DswError({ ...facts, code: "upstream.badAnswer" });
  const code = status === 429 ? "upstream.throttled" : "upstream.unavailable";
  const waitMs = retryAfterMs(headers, now);
  return new DswError({ ...facts, code, transient: true, retryAfterMs: waitMs });
}
