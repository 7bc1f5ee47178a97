import { readEnvelope } from "./envelope";
import { refusal } from "./error-mapping";
import { DswError } from "./errors";
import { isRecord } from "./parse-values";
import { retryAfterMs } from "./retry-after";
import type { Answer } from "./transport";
import { requestIdOf, requestIdText } from "./transport-errors";

/** A successful answer's JSON object, and the request id it came with. */
export interface Success {
  body: Record<string, unknown>;
  requestId: string | null;
}

/**
 * The JSON of an answer that says yes: HTTP 2xx and not `Success: false`.
 * @param action the call's name, for the permission a refusal is about
 * @param now milliseconds since the epoch
 * @throws DswError for every other answer, JSON or not
 */
export function parseResponse(action: string, answer: Answer, now: number): Success {
  const { status, headers } = answer;
  const body = parseObject(answer.body);
  const accepted = status >= 200 && status < 300;
  if (body === null) throw notJson(answer, now);
  const envelope = readEnvelope(body);
  if (!accepted || envelope.success === false) {
    throw refusal(action, status, headers, envelope, now);
  }
  return { body, requestId: requestIdText(envelope.requestId) ?? requestIdOf(headers) };
}

/** The error for a successful answer whose JSON is not what the call gives. */
export function unexpectedShape(action: string, requestId: string | null): DswError {
  return new DswError({
    code: "upstream.badAnswer",
    message: `The answer to ${action} does not have the documented shape.`,
    httpStatus: 200,
    requestId,
  });
}

function parseObject(body: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** What a gateway or proxy between here and the service may say without its JSON. */
function notJson({ status, headers, body }: Answer, now: number): DswError {
  const start = body.subarray(0, 200).toString("utf8").trimStart().toLowerCase();
  const html = start.startsWith("<") || /\bhtml\b/i.test(String(headers["content-type"] ?? ""));
  const what =
    body.length === 0
      ? "an empty answer"
      : html
        ? "a web page instead of JSON, as a proxy or a wrong endpoint does"
        : "an answer that is not the JSON it should be";
  const facts = {
    message: `The DSW endpoint gave ${what} (HTTP ${status}).`,
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
