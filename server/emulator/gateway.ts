import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** An error as the gateway reports it. */
export interface ErrorResponse {
  status: number;
  code: string;
  message: string;
  /** What the body says besides, of a refusal. */
  denial?: Record<string, Record<string, string>>;
}

export interface GatewayKeys {
  accessKeyId: string;
  accessKeySecret: string;
  /** When set, calls must carry it as `x-acs-security-token`. */
  securityToken?: string;
}

/** How far a call's date may be off, and for how long a nonce is remembered. */
const windowMs = 15 * 60_000;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/**
 * The gateway's checks of Signature V3 (docs/dsw-api.md), written from its rules and sharing nothing with
 * Snapdeck's signer: they start from the raw request line and from the header names the caller says it signed.
 */
export function createGateway(keys: GatewayKeys, now: () => number) {
  const nonces = new Map<string, number>();

  /** Null when the call may pass. `action` is the one that its path means, `version` that of its API. */
  return function errorResponseOf(
    request: IncomingMessage,
    action: string,
    version: string,
  ): ErrorResponse | null {
    const header = (name: string) => single(request.headers[name]);
    const missing = [
      "authorization",
      "x-acs-date",
      "x-acs-signature-nonce",
      "x-acs-version",
      "x-acs-action",
      "x-acs-content-sha256",
    ].find((name) => !header(name));
    if (missing !== undefined) {
      return refuse(400, "MissingParameter", `${missing} is mandatory for this action.`);
    }
    const given =
      /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
        header("authorization"),
      );
    if (!given)
      return refuse(
        400,
        "IncompleteSignature",
        "The request signature does not conform to the standard.",
      );
    const [, keyId = "", signedHeaders = "", signature = ""] = given;

    if (header("x-acs-version") !== version)
      return refuse(400, "InvalidVersion", "Specified parameter Version is not valid.");
    if (header("x-acs-action") !== action)
      return refuse(404, "InvalidAction.NotFound", "Specified api is not found.");
    if (keyId !== keys.accessKeyId)
      return refuse(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");

    const date = header("x-acs-date");
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date))
      return refuse(
        400,
        "InvalidTimeStamp.Format",
        "Specified time stamp or date value is not well formatted.",
      );
    if (Math.abs(Date.parse(date) - now()) > windowMs)
      return refuse(
        400,
        "InvalidTimeStamp.Expired",
        "Specified time stamp or date value is expired.",
      );

    const token = header("x-acs-security-token");
    if (keys.securityToken !== undefined && token !== keys.securityToken) {
      return token
        ? refuse(
            400,
            "InvalidSecurityToken.MismatchWithAccessKey",
            "Specified SecurityToken mismatch with the AccessKey.",
          )
        : refuse(400, "MissingSecurityToken", "SecurityToken is mandatory for this action.");
    }

    const unsigned = Object.keys(request.headers).find(
      (name) =>
        (name === "host" || name.startsWith("x-acs-")) && !signedHeaders.split(";").includes(name),
    );
    if (unsigned !== undefined)
      return refuse(400, "IncompleteSignature", `The header ${unsigned} is not signed.`);
    const text = `ACS3-HMAC-SHA256\n${sha256(canonical(request, signedHeaders.split(";")))}`;
    const expected = createHmac("sha256", keys.accessKeySecret).update(text).digest();
    if (
      header("x-acs-content-sha256") !== sha256("") ||
      !timingSafeEqual(expected, Buffer.from(signature, "hex"))
    ) {
      return refuse(
        400,
        "SignatureDoesNotMatch",
        `Specified signature is not matched with our calculation. server string to sign is:${text}`,
      );
    }

    const nonce = header("x-acs-signature-nonce");
    for (const [old, at] of nonces) {
      if (now() - at <= windowMs * 2) break;
      nonces.delete(old);
    }
    if (nonces.has(nonce))
      return refuse(400, "SignatureNonceUsed", "Specified signature nonce was used already.");
    nonces.set(nonce, now());
    return null;
  };
}

const refuse = (status: number, code: string, message: string): ErrorResponse => ({
  status,
  code,
  message,
});

const single = (value: string | string[] | undefined) =>
  (Array.isArray(value) ? value.join(",") : (value ?? "")).trim();

/** Decodes a piece of the raw request line and encodes it again by RFC 3986. */
function rfc3986(piece: string): string {
  const decoded = decodeURIComponent(piece);
  return encodeURIComponent(decoded).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function canonical(request: IncomingMessage, signed: string[]): string {
  const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
  const pairs = query
    .split("&")
    .filter(Boolean)
    .map((pair) => {
      const at = pair.indexOf("=");
      const [key, value] = at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
      return [rfc3986(key.replaceAll("+", " ")), rfc3986(value.replaceAll("+", " "))] as const;
    })
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, value]) => `${key}=${value}`);
  return [
    request.method ?? "GET",
    path.split("/").map(rfc3986).join("/"),
    pairs.join("&"),
    signed.map((name) => `${name}:${single(request.headers[name])}\n`).join(""),
    signed.join(";"),
    single(request.headers["x-acs-content-sha256"]),
  ].join("\n");
}
