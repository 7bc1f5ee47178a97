import type { MiddlewareHandler } from "hono";
import { accepts } from "hono/accepts";
import type { Viewer } from "../access/viewer";
import { digestOf, type SentText, sentText } from "../routes/responses";

/** Shorter texts are sent as they are. */
const compressedFrom = 1024;

/**
 * Gives every JSON answer a strong `ETag`, and answers `If-None-Match` without the body where the browser has it. The
 * tag is of the text and of what its viewer may see: nobody's fits what somebody else was told. Of an answer that is
 * kept by its version it is known before anything is computed; of the others it is the digest of what was computed.
 * @param rightsOf the same for viewers with the same rights
 */
export const entityTags =
  (rightsOf: (viewer: Viewer) => string): MiddlewareHandler =>
  async (c, next) => {
    await next();
    const { method } = c.req;
    if ((method !== "GET" && method !== "HEAD") || c.res.status !== 200) return;
    const sent = c.get("sent") ?? (await textOf(c.res));
    if (sent === null) return;
    const length = Buffer.byteLength(sent.text);
    const compressed = length >= compressedFrom && takesGzip(c);
    const { viewer } = c.var;
    const mark = digestOf(JSON.stringify([sent.digest, viewer.id, rightsOf(viewer)]));
    const tag = compressed ? `"${mark}-gzip"` : `"${mark}"`;
    const known = isNamed(tag, c.req.header("if-none-match"));
    const { headers } = c.res;
    headers.set("etag", tag);
    headers.set("vary", "Accept-Encoding");
    if (known) {
      c.res = new Response(null, { status: 304, headers });
      return;
    }
    if (compressed) headers.set("content-encoding", "gzip");
    // What is short is known to be so by whoever else compresses answers, and stays as it is.
    else headers.set("content-length", String(length));
    c.res = new Response(compressed ? await sent.gzipped() : sent.text, { status: 200, headers });
  };

/** The text of a JSON answer; null for files and everything else. */
async function textOf(response: Response): Promise<SentText | null> {
  const { headers } = response;
  const isJson = headers.get("content-type")?.split(";")[0] === "application/json";
  return isJson && !headers.has("content-disposition") ? sentText(await response.text()) : null;
}

const takesGzip = (c: Parameters<MiddlewareHandler>[0]) =>
  accepts(c, {
    header: "Accept-Encoding",
    supports: ["gzip"],
    default: "",
    match: (taken) => {
      const found = ["gzip", "*"].map((name) => taken.find(({ type }) => type === name));
      return ((found[0] ?? found[1])?.q ?? 0) > 0 ? "gzip" : "";
    },
  }) !== "";

/** Whether a tag is among those that a client names. A proxy may have made it weak on its way. */
const isNamed = (tag: string, named = "") =>
  named.split(",").some((one) => one.trim().replace(/^W\//, "") === tag);

/** What an answer without a body needs: the rest is about the body or a page, and the client has it. */
const neededWithout = new Set([
  "cache-control",
  "etag",
  "set-cookie",
  "vary",
  "x-read-at",
  "x-request-id",
]);

/** Leaves out of an answer that says "unchanged" what only a body needs: there are many of them. */
export const leanUnchanged: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.res.status !== 304) return;
  const { headers } = c.res;
  for (const name of [...headers.keys()]) if (!neededWithout.has(name)) headers.delete(name);
};
