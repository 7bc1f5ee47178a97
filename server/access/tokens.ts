import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { z } from "zod";
import { type StoredToken, tokenFileSchema } from "../config/access";

/** What a token begins with, so that it is recognised where it was left by mistake. */
const prefix = "snapdeck_";

/** A new token, and what of it is kept. The token itself is shown once and never again. */
export function createToken(facts: Omit<StoredToken, "hash">): {
  token: string;
  stored: StoredToken;
} {
  const token = prefix + randomBytes(32).toString("base64url");
  return { token, stored: { ...facts, hash: hashOf(token) } };
}

/** Whether a text looks like a token of ours. */
export const isToken = (text: string) => text.startsWith(prefix);

/** 256 random bits need no slow hash: there is nothing to guess. */
const hashOf = (token: string) => `sha256:${createHash("sha256").update(token).digest("hex")}`;

/** The kept token that a text is the token of; null for any other text, and for one that has expired. */
export function findToken(
  tokens: readonly StoredToken[],
  text: string,
  now: number,
): StoredToken | null {
  // Whoever compares hashes byte by byte learns nothing of the token.
  const hash = hashOf(text);
  const found = tokens.find((token) => token.hash === hash);
  return found !== undefined && Date.parse(found.expires) > now ? found : null;
}

/**
 * The tokens of a file. @throws {Error} when it cannot be read or is no such file, with every mistake; what stands in
 * it is not repeated
 */
export function readTokens(path: string): StoredToken[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const why = error instanceof SyntaxError ? "it is no JSON" : String(error);
    throw new Error(`the tokens in ${path} cannot be read: ${why}`);
  }
  const { data, error } = tokenFileSchema.safeParse(content);
  if (data) return data.tokens;
  const mistakes = error.issues.map(sentence).join("; ");
  throw new Error(`the tokens in ${path} cannot be read: ${mistakes}`);
}

const sentence = ({ path, message }: z.core.$ZodIssue) =>
  `${path.map(String).join(".") || "the file"}: ${message}`;
