import { takesName } from "./template-words";
import { type Token, valueShape } from "./template-tokens";

/** A distinct pattern as templates compare it. */
export interface Row {
  key: string;
  code: string | null;
  tokens: readonly Token[];
  shapes: readonly string[];
}

/** What decides how much evidence a place needs before its words count as values. */
export const evidence = {
  /** Distinct words at a place that make it vary, by the number of words around it that do not. */
  wordsBeside: [Number.POSITIVE_INFINITY, 6, 4, 3],
  /** The same where a noun in front calls for a name ("user root"). */
  named: 2,
  /** The least share of the words that must be equal. */
  sameWords: 0.5,
};

interface Column {
  at: number;
  /** Distinct words; the place may hold values besides. */
  words: Map<string, number>;
  hasValue: boolean;
  hasName: boolean;
}

/**
 * Rows of one family (same marks and fixed words at the same places) as sets that one template fits.
 * A place varies when values stand there already, when enough different words do, or when all of them are
 * known as values from another template. Where a place has few different words they are taken for what
 * the messages say, and the rows are split by it.
 */
export function splitFamily(rows: readonly Row[], known: ReadonlySet<string>): Row[][] {
  const done: Row[][] = [];
  const first = rows[0];
  if (!first) return done;
  const open = first.tokens.flatMap((_token, at) =>
    rows.some((row) => row.tokens[at]?.role === "open") ? [at] : [],
  );
  const fixed = first.tokens.filter((token, at) => !open.includes(at) && (token.role === "fixed" || token.role === "noun")).length;
  let work = 60 * rows.length * Math.max(open.length, 1) + 1000;
  const waiting: (readonly Row[])[] = [rows];
  for (let set = waiting.pop(); set; set = waiting.pop()) {
    work -= set.length * open.length;
    if (set.length === 1 || work < 0) {
      for (const row of set) done.push([row]);
      continue;
    }
    const columns = open.map((at) => columnOf(set, at));
    const varying = columns.filter(({ words, hasValue }) => words.size > (hasValue ? 0 : 1));
    const same = fixed + columns.filter(({ words, hasValue }) => words.size === 1 && !hasValue).length;
    const needed = evidence.wordsBeside[Math.min(same, evidence.wordsBeside.length - 1)] ?? 0;
    const unproven = varying.filter(
      ({ words, hasValue, hasName }) =>
        !hasValue &&
        words.size < (hasName ? evidence.named : needed) &&
        ![...words.keys()].every((word) => known.has(word)),
    );
    const enough = same > 0 && same / (same + varying.length) >= evidence.sameWords;
    if (unproven.length === 0 && (enough || varying.length === 0)) {
      done.push([...set]);
      continue;
    }
    const by = (unproven.length > 0 ? unproven : varying).reduce((best, column) =>
      column.words.size < best.words.size ? column : best,
    );
    const pieces = new Map<string, Row[]>();
    for (const row of set) {
      const shape = row.shapes[by.at] ?? "";
      const piece = pieces.get(shape);
      if (piece) piece.push(row);
      else pieces.set(shape, [row]);
    }
    waiting.push(...pieces.values());
  }
  return done;
}

function columnOf(rows: readonly Row[], at: number): Column {
  const column: Column = { at, words: new Map(), hasValue: false, hasName: true };
  for (const row of rows) {
    const shape = row.shapes[at] ?? "";
    if (shape === valueShape) column.hasValue = true;
    else column.words.set(shape, (column.words.get(shape) ?? 0) + 1);
    if (column.hasName) column.hasName = followsNoun(row.tokens, at);
  }
  return column;
}

export function followsNoun(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before !== undefined && before.role !== "mark" && takesName(before.text);
}
