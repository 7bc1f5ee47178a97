import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Context, TypedResponse } from "hono";
import { LRUCache } from "lru-cache";
import { cleanedValue } from "../triage/without-secrets";

const compress = promisify(gzip);

/** A JSON answer as it leaves: without secrets, whoever it is for. */
export interface SentText {
  text: string;
  /** Of the text: two answers that say the same have the same. */
  digest: string;
  /** The text compressed; that is done once. */
  gzipped(): Promise<Uint8Array<ArrayBuffer>>;
}

/** When what an answer tells was read of the service, and which of its answers that was. It is no part of what is told. */
export interface Reading {
  /** ISO 8601; null where nothing has been read yet. */
  readAt: string | null;
  requestId?: string | null;
}

/** Whether an answer was computed for whoever asks, together with others who wait for it, or before. */
export type ResponseSource = "computed" | "shared" | "kept";

declare module "hono" {
  interface ContextVariableMap {
    /** What is answered, where it is at hand as a text; `server/http/entity-tags.ts` sends it. */
    sent: SentText;
  }
}

/** Responses that are given again for as long as what they are drawn from stays the same. */
export interface Responses {
  /**
   * Answers a read. Whoever asks at the same time waits for one computation, and while the version is the same the
   * text is given again. A computation that fails is not kept, and fails only those who wait for it.
   * @param seenAs the same for viewers who may see the same of what the answer is drawn from
   * @param version of what the answer is drawn from, time included as far as it depends on it
   * @param make what is answered, which must not depend on one client's staying
   */
  give<Body extends object & Partial<Reading>>(
    c: Context,
    seenAs: string,
    version: string,
    make: () => Promise<Body>,
  ): Promise<JsonResponse<Omit<Body, keyof Reading>>>;
}

type JsonResponse<Body> = Response & TypedResponse<Body, 200, "json">;

type Make = () => Promise<object & Partial<Reading>>;

interface Kept extends SentText, Partial<Reading> {
  version: string;
}

/** Of texts, compressed ones included, and how many there are at most. */
const bytesAtMost = 48 * 1024 * 1024;
const responsesAtMost = 2_000;

/** @param onResponse told of every answer where it came from */
export function createResponses(
  onResponse: (source: ResponseSource) => void = () => {},
): Responses {
  const kept = new LRUCache<string, Kept>({
    max: responsesAtMost,
    maxSize: bytesAtMost,
    // A compressed text is a fraction of the text's two bytes a character.
    sizeCalculation: ({ text }) => 3 * text.length + 1_000,
  });
  const inProgress = new Map<string, Promise<Kept>>();

  async function compute(key: string, version: string, make: Make): Promise<Kept> {
    const { readAt, requestId, ...body } = await make();
    const answer = {
      ...sentText(JSON.stringify(cleanedValue(body))),
      version,
      ...(readAt === undefined ? {} : { readAt }),
      ...(requestId === undefined ? {} : { requestId }),
    };
    kept.set(key, answer);
    return answer;
  }

  function responseOf(key: string, version: string, make: Make) {
    const known = kept.get(key);
    if (known?.version === version) {
      onResponse("kept");
      return known;
    }
    const current = `${version}\n${key}`;
    const begun = inProgress.get(current);
    onResponse(begun === undefined ? "computed" : "shared");
    if (begun !== undefined) return begun;
    const computing = compute(key, version, make).finally(() => inProgress.delete(current));
    inProgress.set(current, computing);
    return computing;
  }

  return {
    async give(c, seenAs, version, make) {
      const { pathname, search } = new URL(c.req.url);
      const answer = await responseOf(`${pathname}${search}\n${seenAs}`, version, make);
      tellReading(c, answer);
      c.set("sent", answer);
      return jsonResponse(c);
    },
  };
}

/** The text is sent from the context; what stands for it here has the type of what the text says. */
function jsonResponse<Body>(c: Context): JsonResponse<Body>;
function jsonResponse(c: Context): Response {
  return c.body("{}", 200, { "content-type": "application/json" });
}

/** A text to be sent. */
export function sentText(text: string): SentText {
  let compressing: Promise<Uint8Array<ArrayBuffer>> | undefined;
  return {
    text,
    digest: digestOf(text),
    gzipped() {
      compressing ??= compress(text).then((bytes) => new Uint8Array(bytes));
      return compressing;
    },
  };
}

/** 132 bits of SHA-256: more than anybody finds two texts for. */
export const digestOf = (text: string): string =>
  createHash("sha256").update(text).digest("base64url").slice(0, 22);

/** Says beside an answer when what it tells was read: the answer itself stays the same while nothing changes. */
export function tellReading(c: Context, { readAt, requestId }: Partial<Reading>): void {
  if (readAt) c.header("x-read-at", readAt);
  if (requestId) c.header("x-upstream-request-id", requestId);
}
