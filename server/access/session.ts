import { createHash, randomBytes } from "node:crypto";
import { CompactEncrypt, compactDecrypt, errors } from "jose";
import { z } from "zod";
import type { Identity } from "./identity";

/** Texts that only this server, and others with its keys, can read and make. */
export interface Sealer {
  seal(value: unknown): Promise<string>;
  /** What was sealed by one of the keys; null for anything else. */
  open(text: string): Promise<unknown>;
}

const algorithm = { alg: "dir", enc: "A256GCM" } as const;

/**
 * Seals by JWE (RFC 7516), A256GCM.
 * @param secrets the first one encrypts, all of them decrypt, so that keys can be replaced one by one
 * @param purpose what is sealed: a text sealed for one purpose cannot be used for another
 */
export function createSealer(secrets: readonly string[], purpose: string): Sealer {
  const keys = secrets.map((secret) => keyOf(secret, purpose));
  const [first] = keys;
  if (first === undefined) throw new Error("there is no key");
  const byId = new Map(keys.map((key) => [key.id, key.bytes]));
  return {
    seal: (value) =>
      new CompactEncrypt(new TextEncoder().encode(JSON.stringify(value)))
        .setProtectedHeader({ ...algorithm, kid: first.id })
        .encrypt(first.bytes),
    async open(text) {
      if (!isExact(text)) return null;
      try {
        const { plaintext } = await compactDecrypt(
          text,
          ({ kid }) => {
            const key = byId.get(kid ?? "");
            if (key === undefined) throw new errors.JOSEError("no such key");
            return key;
          },
          {
            keyManagementAlgorithms: [algorithm.alg],
            contentEncryptionAlgorithms: [algorithm.enc],
          },
        );
        return JSON.parse(new TextDecoder().decode(plaintext));
      } catch {
        // Cut, changed, of another key or no JWE at all: whoever sent it has not been signed in by us.
        return null;
      }
    },
  };
}

/** The last letter of Base64 has bits that stand for nothing: one sealed text must not have several forms. */
const isExact = (text: string) =>
  text.split(".").every((part) => Buffer.from(part, "base64url").toString("base64url") === part);

function keyOf(secret: string, purpose: string) {
  const bytes = createHash("sha256").update(`${purpose}\0${secret}`).digest();
  return { bytes, id: createHash("sha256").update(bytes).digest("base64url").slice(0, 8) };
}

/** A key for a server that is given none: its sessions end with it. */
export const randomSecret = () => randomBytes(32).toString("base64url");

const sessionSchema = z.object({
  /** Subject, address, name, groups and owner; short, since it all must fit a cookie. */
  s: z.string(),
  e: z.string().nullable(),
  n: z.string().nullable(),
  g: z.array(z.string()),
  o: z.string().nullable(),
  /** When it began, and was last extended: seconds since the epoch. */
  b: z.number(),
  x: z.number(),
});

export interface Session {
  identity: Identity;
  /** In milliseconds since the epoch. */
  begunAt: number;
  /** Whether it should be sealed anew, for its idle time to begin again. */
  isDue: boolean;
}

export interface SessionLimits {
  /** A session that is not used for so long ends. */
  idleMs: number;
  /** It ends after so long in any case. */
  absoluteMs: number;
}

/** Sessions that nobody keeps: each is a text that the browser brings along. */
export function createSessions(sealer: Sealer, { idleMs, absoluteMs }: SessionLimits) {
  return {
    /** @param begunAt of the session that is extended; now when it begins */
    seal({ subject, email, name, groups, owner }: Identity, now: number, begunAt = now) {
      return sealer.seal({
        s: subject,
        e: email,
        n: name,
        g: [...groups],
        o: owner,
        b: Math.floor(begunAt / 1000),
        x: Math.floor(now / 1000),
      } satisfies z.input<typeof sessionSchema>);
    },
    /** The session of a text, or null where there is none or it is over. */
    async open(text: string, now: number): Promise<Session | null> {
      const { data } = sessionSchema.safeParse(await sealer.open(text));
      if (data === undefined) return null;
      const begunAt = data.b * 1000;
      const extendedAt = data.x * 1000;
      if (now >= begunAt + absoluteMs || now >= extendedAt + idleMs) return null;
      const { s: subject, e: email, n: name, g: groups, o: owner } = data;
      return {
        identity: { subject, email, name, groups, owner },
        begunAt,
        // Often enough that nobody's session ends in use, and seldom enough that few answers carry a cookie.
        isDue: now >= extendedAt + idleMs / 10,
      };
    },
  };
}
export type Sessions = ReturnType<typeof createSessions>;
