import { createHmac, hash } from "node:crypto";

/** The signature's name: it opens both the string to sign and the `Authorization` header. */
export const algorithm = "ACS3-HMAC-SHA256";

/** What Signature V3 covers of a request. */
export interface SignableRequest {
  method: string;
  /** As it is sent: what `encodePath` gives. */
  path: string;
  /** As it is sent: what `encodeQuery` gives. */
  query: string;
  /** Lower-case names, values as sent. */
  headers: Readonly<Record<string, string>>;
  /** Hex SHA-256 of the body. */
  payloadHash: string;
}

/** Hex SHA-256 of no body at all: the payload hash of every GET. */
export const emptyPayloadHash = hash("sha256", "");

const unreserved = /^[\w.~-]*$/;
const leftByEncodeURIComponent = /[!'()*]/g;

const percent = (character: string) =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;

/**
 * RFC 3986 percent-encoding: only letters, digits and `-._~` stay.
 * @throws URIError on a lone surrogate, which has no UTF-8 form.
 */
export function encode(text: string): string {
  if (unreserved.test(text)) return text;
  return encodeURIComponent(text).replace(leftByEncodeURIComponent, percent);
}

/** The path as it is sent and signed: each segment encoded, slashes kept, `/` when empty. */
export function encodePath(path: string): string {
  return path === "" ? "/" : path.split("/").map(encode).join("/");
}

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The query as it is sent and signed: sorted by key, then value; an empty value keeps its `=`. */
export function encodeQuery(query: ReadonlyArray<readonly [string, string]>): string {
  return [...query]
    .sort((a, b) => byCodeUnit(a[0], b[0]) || byCodeUnit(a[1], b[1]))
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .join("&");
}

const isSigned = (name: string) =>
  name === "host" || name === "content-type" || name.startsWith("x-acs-");

/**
 * The canonical request of Signature V3 (docs/dsw-api.md, "Signature V3", step 2), and the names of the
 * headers it covers, joined by `;`: `host`, `content-type` and every `x-acs-*` that is sent.
 */
export function canonicalRequest(r: SignableRequest): { text: string; signedHeaders: string } {
  const names = Object.keys(r.headers).filter(isSigned).sort(byCodeUnit);
  const headers = names.map((name) => `${name}:${(r.headers[name] ?? "").trim()}\n`).join("");
  const signedHeaders = names.join(";");
  const parts = [r.method, r.path, r.query, headers, signedHeaders];
  return { text: `${parts.join("\n")}\n${r.payloadHash}`, signedHeaders };
}

/** The value of `Authorization` for a request signed with this key pair (steps 3 and 4). */
export function sign(r: SignableRequest, accessKeyId: string, accessKeySecret: string): string {
  const { text, signedHeaders } = canonicalRequest(r);
  const stringToSign = `${algorithm}\n${hash("sha256", text)}`;
  const signature = createHmac("sha256", accessKeySecret).update(stringToSign).digest("hex");
  return `${algorithm} Credential=${accessKeyId},SignedHeaders=${signedHeaders},Signature=${signature}`;
}
