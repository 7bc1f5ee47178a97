import type { IncomingHttpHeaders } from "node:http";
import { errors } from "undici";
import { DswError } from "./errors";

/** The request id the gateway puts on every response, when it has the form of one. */
export function requestIdOf(headers: IncomingHttpHeaders): string | null {
  const id = headers["x-acs-request-id"];
  return typeof id === "string" ? requestIdText(id) : null;
}

/** A request id that is fit to be shown: short, and of the characters ids are made of. */
export function requestIdText(text: string | null): string | null {
  return text !== null && /^[\w.-]{1,100}$/.test(text) ? text : null;
}

/** The client was closed, because the server is stopping. */
export function closedFailure(): DswError {
  return new DswError({
    code: "upstream.unreachable",
    message: "The connection to the service was closed because the server is stopping.",
    retryable: true,
  });
}

/** An attempt went past its time limit, before or during the response. */
export function tooSlowFailure(host: string, ms: number, headers: IncomingHttpHeaders): DswError {
  return new DswError({
    code: "upstream.timeout",
    message: `${host} gave no complete response within ${seconds(ms)}.`,
    requestId: requestIdOf(headers),
    transient: true,
  });
}

/** All attempts together went past the call's deadline. */
export function deadlineFailure(ms: number): DswError {
  return new DswError({
    code: "upstream.timeout",
    message: `The service gave no response within ${seconds(ms)}, all attempts together.`,
    retryable: true,
  });
}

/** The response is larger than the limit. */
export function tooLargeFailure(bytes: number, headers: IncomingHttpHeaders): DswError {
  return new DswError({
    code: "upstream.badAnswer",
    message: `The response is larger than the ${bytes} bytes that are read at most.`,
    requestId: requestIdOf(headers),
    tooLarge: true,
  });
}

const brokenOff = new Set([
  "ECONNRESET",
  "EPIPE",
  "UND_ERR_SOCKET",
  "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
]);
const tooLong = new Set(["UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"]);
const why: Record<string, string> = {
  ENOTFOUND: "the name does not resolve",
  EAI_AGAIN: "the name could not be resolved just now",
  ECONNREFUSED: "the connection was refused",
  EHOSTUNREACH: "there is no route to it",
  ENETUNREACH: "there is no route to it",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is not trusted",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is not trusted",
  CERT_HAS_EXPIRED: "its certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
  EPROTO: "it does not speak TLS there",
  ERR_SSL_WRONG_VERSION_NUMBER: "it does not speak TLS there",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "it does not speak TLS there",
};

/**
 * What went wrong on the socket. `responseHeaders` are there when the response had begun: a break then is
 * a truncated response, before then an unreachable service.
 */
export function connectionFailure(
  host: string,
  error: Error,
  responseHeaders: IncomingHttpHeaders | null,
): DswError {
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (tooLong.has(code)) {
    return new DswError({
      code: "upstream.timeout",
      message: `Connecting to ${host} took too long.`,
      transient: true,
    });
  }
  if (responseHeaders !== null) {
    const cut = brokenOff.has(code);
    return new DswError({
      code: "upstream.badAnswer",
      message: cut
        ? `${host} broke off before the whole response had arrived.`
        : `${host} gave a response that is not well-formed HTTP.`,
      requestId: requestIdOf(responseHeaders),
      transient: cut,
      retryable: true,
    });
  }
  if (error instanceof errors.HTTPParserError) {
    return new DswError({
      code: "upstream.badAnswer",
      message: `${host} gave a response that is not well-formed HTTP.`,
      retryable: true,
    });
  }
  const reset = brokenOff.has(code);
  const reason = reset ? "the connection was reset" : (why[code] ?? proxysReason(error));
  return new DswError({
    code: "upstream.unreachable",
    message: `${host} could not be reached: ${reason}.`,
    transient: reset,
    retryable: true,
  });
}

/** Undici says only in words what a proxy answered that was asked for a connection. */
function proxysReason({ message }: Error): string {
  const status = /^Proxy response \((\d{3})\)/.exec(message)?.[1];
  return status === undefined
    ? "the connection failed"
    : `the proxy of HTTPS_PROXY or HTTP_PROXY refused to connect to it (HTTP ${status})`;
}

const seconds = (ms: number) => `${Math.round(ms / 100) / 10} s`;
