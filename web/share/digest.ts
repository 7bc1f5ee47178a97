import type { Phase } from "../../server/contract";
import { mostCarried, type Shown } from "./shown";

/** In the order of their numbers in a digest, which an address handed out relies on. */
const phases: readonly Phase[] = ["failed", "inFlight", "unknown", "succeeded"];

/** What a link says of the view it was made from. */
export interface SharedDigest {
  /** When it was made, milliseconds since the epoch. */
  at: number;
  total: number;
  /** Phase by the row's hash; null when there were too many rows to carry. */
  rows: ReadonlyMap<number, Phase> | null;
}

/** How a view differs from what was shared. Only `was` and `is` are known past the size that is carried. */
export interface SharedDifference {
  at: number;
  was: number;
  is: number;
  changes: { succeeded: number; failed: number; gone: number; fresh: number } | null;
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const hashes = 2 ** 22;

/**
 * A view as a short text for an address: when, how many, and for each row a hash of 22 bits and its
 * phase. Ids themselves are not in it.
 */
export function encodeDigest(shown: Shown, at: number): string {
  const head = `${Math.floor(at / 1000).toString(36)}.${shown.total.toString(36)}`;
  if (shown.total > mostCarried || shown.rows.length !== shown.total) return head;
  const codes = shown.rows.map(({ id, phase }) => code(hashOf(id) * 4 + phases.indexOf(phase)));
  return `${head}.${codes.join("")}`;
}

/** Reads a digest; null for anything that is none. */
export function decodeDigest(text: string): SharedDigest | null {
  const [, seconds = "", count = "", codes] =
    /^([0-9a-z]{1,8})\.([0-9a-z]{1,6})(?:\.((?:[\w-]{4})*))?$/.exec(text) ?? [];
  if (seconds === "") return null;
  const at = Number.parseInt(seconds, 36) * 1000;
  const total = Number.parseInt(count, 36);
  if (codes === undefined) return { at, total, rows: null };
  if (codes.length !== total * 4) return null;
  const rows = new Map<number, Phase>();
  for (let from = 0; from < codes.length; from += 4) {
    const value = [...codes.slice(from, from + 4)].reduce(
      (sum, letter) => sum * 64 + letters.indexOf(letter),
      0,
    );
    rows.set(Math.floor(value / 4), phases[value % 4] ?? "unknown");
  }
  return { at, total, rows };
}

/** What became of a shared view. */
export function differenceOf(shared: SharedDigest, shown: Shown): SharedDifference {
  const { at, total: was, rows: before } = shared;
  const difference = { at, was, is: shown.total };
  if (before === null || shown.rows.length !== shown.total) return { ...difference, changes: null };
  const present = new Map(shown.rows.map(({ id, phase }) => [hashOf(id), phase]));
  const changes = { succeeded: 0, failed: 0, gone: 0, fresh: 0 };
  for (const [hash, phase] of before) {
    const now = present.get(hash);
    if (now === undefined) changes.gone++;
    else if (now !== phase && (now === "succeeded" || now === "failed")) changes[now]++;
  }
  for (const hash of present.keys()) if (!before.has(hash)) changes.fresh++;
  return { ...difference, changes };
}

/** FNV-1a over the id's UTF-16 units, folded to 22 bits. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) {
    hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  }
  return ((hash >>> 10) ^ (hash & 0x3ff)) % hashes;
}

const code = (value: number) =>
  [18, 12, 6, 0].map((shift) => letters[(value >>> shift) & 63]).join("");
