import { createHash } from "node:crypto";
import type { Part } from "./part";
import { type Row, splitFamily } from "./template-split";
import { tokensOf, valueShape } from "./template-tokens";
import { absorb, type RowSet, setOf } from "./template-absorb";

export interface Pattern { key: string; code: string | null; parts: readonly Part[] }
export interface Template { key: string; code: string | null; text: string }

export function groupPatterns(patterns: readonly Pattern[]): Map<string, Template> {
  const families = new Map<string, Row[]>();
  const codes = new Map<string, string | null>();
  const sorted = [...patterns].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  for (const { key, code, parts } of sorted) {
    const tokens = tokensOf(parts);
    const shapes = tokens.map((t) => t.shape);
    const c = code?.toLowerCase() ?? null;
    const sig = JSON.stringify([c, ...tokens.map((t) => (t.role === "open" ? valueShape : t.shape))]);
    codes.set(key, code);
    const row = { key, code: c, tokens, shapes };
    const f = families.get(sig);
    if (f) f.push(row); else families.set(sig, [row]);
  }
  let known = new Set<string>();
  let sets: Row[][] = [];
  for (let round = 0; round < 2; round++) {
    sets = [...families.values()].flatMap((rows) => splitFamily(rows, known));
    if (round === 0) known = new Set(sets.flatMap(wordsOfValues));
  }
  const all = absorb(sets.map(setOf));
  const result = new Map<string, Template>();
  for (const set of all) {
    const first = set.rows[0]; if (!first) continue;
    const text = first.tokens.map((t, at) => (t.spaced ? " " : "") + (set.shapes[at] === valueShape ? "<*>" : t.text)).join("");
    const code = codes.get(first.key) ?? null;
    const key = `t1-${createHash("sha256").update(JSON.stringify([code?.toLowerCase() ?? null, text.toLowerCase()])).digest("hex").slice(0, 16)}`;
    for (const row of set.rows) result.set(row.key, { key, code, text });
  }
  return result;
}

function wordsOfValues(set: Row[]): string[] {
  if (set.length < 2) return [];
  return (set[0]?.tokens ?? []).flatMap((_t, at) => {
    const w = new Set(set.map((r) => r.shapes[at] ?? ""));
    return w.size > 3 ? [...w] : [];
  });
}
