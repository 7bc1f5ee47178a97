import { createHash } from "node:crypto";
import { toUSVString } from "node:util";

/** U+FFFD, which every reader shows as a character that could not be told. */
const mark = "\uFFFD";

/**
 * A text that both engines store as it is: PostgreSQL refuses NUL, libSQL ends the text there, and a
 * lone surrogate has no UTF-8 form. Each becomes a visible mark.
 */
export const cleanText = (text: string): string =>
  // It gives a lone surrogate the same mark. A pattern for both takes far longer where there is nothing to clean.
  toUSVString(text.includes("\0") ? text.replaceAll("\0", mark) : text);

/** Three bytes, and the digest's sixteen. */
const tailBytes = 19;

/**
 * A text of at most so many bytes of UTF-8, as an index entry must be (PostgreSQL manual, "B-Tree
 * Indexes": a third of a page). What is longer ends in an ellipsis and a digest of the whole text, so
 * that two long texts with the same beginning stay two.
 */
export function boundText(text: string, bytes: number): string {
  if (text.length * 3 <= bytes || Buffer.byteLength(text) <= bytes) return text;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(bytes - tailBytes));
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 16);
  return `${text.slice(0, read)}…${digest}`;
}

const earliest = Date.parse("0000-01-01T00:00:00.000Z");
const latest = Date.parse("9999-12-31T23:59:59.999Z");

/** Milliseconds since the epoch, moved into the years that ISO 8601 writes with four digits. */
export const clampTime = (at: number): number =>
  Math.min(latest, Math.max(earliest, Math.trunc(at)));
