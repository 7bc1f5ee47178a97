import { createHash } from "node:crypto";
import type { Part } from "./part";
import { absorb, type RowSet, setOf } from "./template-absorb";
import { differentWords, type Row, splitFamily } from "./template-split";
import { valueShape } from "./template-token";
import { tokensOf } from "./template-tokens";

/**
 * Templates: masked messages that differ only where values vary, under one text. This is the whole
 * interface; how it is done stands in docs/grouping.md.
 *
 * A store keeps one `Pattern` for each distinct fingerprint (`fingerprint()` gives all three fields), and
 * calls `groupPatterns` whenever the set of fingerprints changes. The answer depends on the set alone,
 * never on its order. `placeValues` then tells what stands at the template's places in one message.
 */
export interface Pattern {
  /** The fingerprint's key. */
  key: string;
  code: string | null;
  parts: readonly Part[];
}

/** A piece of a template: text that all its messages share, or a place where they vary. */
export interface TemplatePart {
  /** `text`; or what stands at the place: one kind of masked value, `word`, or `value` where these are mixed. */
  kind: string;
  /** The text itself; of a place, the value in one of the messages. */
  text: string;
}

export interface Template {
  /** `t1-` and 16 hex digits of the code and the shared text: it changes when a new pattern widens the template. */
  key: string;
  code: string | null;
  parts: readonly TemplatePart[];
  /** Fingerprints of the patterns it stands for, sorted. */
  members: readonly string[];
  /** For `placeValues`: which tokens of a message are places. */
  places: readonly number[];
}

/**
 * The template of each pattern, by the pattern's key. About linear in the text of all patterns: 20,000 of
 * them take about a second. Of patterns with the same key one counts, by its text.
 */
export function groupPatterns(patterns: readonly Pattern[]): Map<string, Template> {
  const steps = groupingSteps(patterns);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Patterns, rows or families of one step, which takes a few milliseconds. */
const atOnce = 200;

/** The same in steps, for whoever has something else to do in between. */
export function* groupingSteps(
  patterns: readonly Pattern[],
): Generator<undefined, Map<string, Template>> {
  const distinct = new Map<string, Pattern>();
  for (const pattern of patterns) {
    const found = distinct.get(pattern.key);
    if (!found || textOf(pattern) < textOf(found)) distinct.set(pattern.key, pattern);
  }
  const sorted = [...distinct.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const families = familiesOf(yield* inSteps(sorted, (pattern) => [rowOf(pattern)]));
  const split = (known: ReadonlySet<string>) =>
    inSteps(families, (rows) => splitFamily(rows, known));
  const known = new Set((yield* split(new Set())).flatMap(wordsAtPlaces));
  const templates = new Map<string, Template>();
  const sets = absorb((yield* split(known)).map(setOf));
  yield;
  for (const [at, set] of sets.entries()) {
    if (at % atOnce === atOnce - 1) yield;
    const members = set.rows.map((row) => row.key).sort();
    const template = templateOf(set, members, distinct.get(members[0] ?? "")?.code ?? null);
    for (const key of members) templates.set(key, template);
  }
  return templates;
}

function* inSteps<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => readonly Result[],
): Generator<undefined, Result[]> {
  const results: Result[] = [];
  for (const [at, item] of items.entries()) {
    if (at % atOnce === atOnce - 1) yield;
    results.push(...map(item));
  }
  return results;
}

/** The template's text, with `<kind>` at each place. */
export function templateText(template: Template): string {
  return template.parts.map(({ kind, text }) => (kind === "text" ? text : `<${kind}>`)).join("");
}

/** What stands at each place of the template in a message of one of its patterns, in order of the places. */
export function placeValues(template: Template, parts: readonly Part[]): string[] {
  const tokens = tokensOf(parts);
  return template.places.map((at) => tokens[at]?.text ?? "");
}

const textOf = ({ parts }: Pattern) => parts.map(({ text }) => text).join("");

function rowOf({ key, code, parts }: Pattern): Row {
  const tokens = tokensOf(parts);
  return {
    key,
    code: code?.toLowerCase() ?? null,
    tokens,
    shapes: tokens.map(({ shape }) => shape),
  };
}

/** Rows with the same code, marks and fixed words at the same places: only they are ever compared. */
function familiesOf(rows: readonly Row[]): Row[][] {
  const families = new Map<string, Row[]>();
  for (const row of rows) {
    const frame = row.tokens.map(({ role, shape }) => (role === "open" ? valueShape : shape));
    const name = JSON.stringify([row.code, ...frame]);
    const family = families.get(name);
    if (family) family.push(row);
    else families.set(name, [row]);
  }
  return [...families.values()];
}

/** The words that were found to be values, where enough of them stood at one place. */
function wordsAtPlaces(rows: readonly Row[]): string[] {
  if (rows.length < differentWords) return [];
  return (rows[0]?.shapes ?? []).flatMap((_shape, at) => {
    const words = new Set(rows.map((row) => row.shapes[at] ?? ""));
    return words.size >= differentWords ? [...words] : [];
  });
}

function templateOf(set: RowSet, members: readonly string[], code: string | null): Template {
  const identity = JSON.stringify([set.rows[0]?.code ?? null, ...set.shapes]);
  const hash = createHash("sha256").update(identity).digest("hex").slice(0, 16);
  const parts: TemplatePart[] = [];
  const places: number[] = [];
  for (const [at, token] of (set.rows[0]?.tokens ?? []).entries()) {
    const isPlace = set.shapes[at] === valueShape;
    const blank = token.spaced && parts.length > 0 ? " " : "";
    const last = parts.at(-1);
    if (isPlace) {
      places.push(at);
      if (blank !== "") appendText(parts, blank);
      parts.push({ kind: kindOfPlace(set, at), text: token.text });
    } else if (last?.kind === "text") last.text += blank + token.text;
    else parts.push({ kind: "text", text: blank + token.text });
  }
  return { key: `t1-${hash}`, code, parts, members, places };
}

function appendText(parts: TemplatePart[], text: string): void {
  const last = parts.at(-1);
  if (last?.kind === "text") last.text += text;
  else parts.push({ kind: "text", text });
}

function kindOfPlace(set: RowSet, at: number): string {
  const kinds = new Set(
    set.rows.map(({ tokens }) => {
      const token = tokens[at];
      return token?.role === "value" && token.kinds.length === 1
        ? token.kinds[0]
        : token?.role === "value"
          ? "value"
          : "word";
    }),
  );
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined ? only : "value";
}
