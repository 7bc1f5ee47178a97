import { type Token, valueShape } from "./template-token";
import { takesName } from "./template-words";

/** A distinct pattern as templates compare it. */
export interface Row {
  key: string;
  code: string | null;
  tokens: readonly Token[];
  /** The shapes of the tokens. */
  shapes: readonly string[];
}

/** So many different words at a place make it one where values vary. */
export const differentWords = 4;
/** The same where a single other word is all that the messages share. */
const besideOneWord = 6;
/** The same where the word in front calls for a name ("user root"). */
export const namedWords = 2;
/** The least share of the words of a template that its messages have in common. */
const sharedWords = 0.5;

/** So many words are looked at for each row of a family: only wild input needs more, and is then left apart. */
const mostLooks = 240;

interface Column {
  at: number;
  /** Whether a noun in front calls for a name. */
  named: boolean;
  /** The shape of each row here as a number, since numbers are compared faster; a value has 0. */
  numbers: Int32Array;
}

interface Look {
  column: Column;
  words: Set<number>;
  hasValue: boolean;
}

/**
 * Rows of one family (same marks and fixed words at the same places) as sets that one template fits.
 * A place varies when values stand there already, when enough different words do, or when all of them are
 * known as values from another template. Where a place has few different words they are taken for what
 * the messages say, and the rows are split by it.
 */
export function splitFamily(rows: readonly Row[], known: ReadonlySet<string>): Row[][] {
  const { columns, isKnown } = columnsOf(rows, known);
  const fixed = (rows[0]?.tokens ?? []).filter(
    ({ role }) => role === "fixed" || role === "noun",
  ).length;
  const done: Row[][] = [];
  const pick = (set: Int32Array) => [...set].flatMap((index) => rows[index] ?? []);
  let looks = mostLooks * rows.length;
  const waiting: Int32Array[] = [Int32Array.from(rows.keys())];
  for (let set = waiting.pop(); set; set = waiting.pop()) {
    if (set.length === 1 || looks < set.length * columns.length) {
      done.push(...pick(set).map((row) => [row]));
      continue;
    }
    looks -= set.length * columns.length;
    const places = columns.map((column) => lookAt(column, set));
    const varying = places.filter(({ words, hasValue }) => words.size > (hasValue ? 0 : 1));
    const same = fixed + places.filter((place) => !place.hasValue && place.words.size === 1).length;
    const unproven = varying.filter((place) => !variesSurely(place, same, isKnown));
    const enough = same > 0 && same / (same + varying.length) >= sharedWords;
    if (varying.length === 0 || (unproven.length === 0 && enough)) {
      done.push(pick(set));
      continue;
    }
    const by = (unproven.length > 0 ? unproven : varying).reduce((best, place) =>
      place.words.size < best.words.size ? place : best,
    );
    waiting.push(...piecesBy(by.column, set));
  }
  return done;
}

/** The places where words or values stand, their shapes as numbers. */
function columnsOf(rows: readonly Row[], known: ReadonlySet<string>) {
  const numberOf = new Map([[valueShape, 0]]);
  const isKnown = [true];
  const number = (shape: string) => {
    const found = numberOf.get(shape);
    if (found !== undefined) return found;
    numberOf.set(shape, numberOf.size);
    isKnown.push(known.has(shape));
    return numberOf.size - 1;
  };
  const first = rows[0]?.tokens ?? [];
  const columns = [...first.keys()]
    .filter((at) => rows.some((row) => row.tokens[at]?.role === "open"))
    .map((at) => ({
      at,
      named: followsNoun(first, at),
      numbers: Int32Array.from(rows, (row) => number(row.shapes[at] ?? "")),
    }));
  return { columns, isKnown };
}

function lookAt(column: Column, set: Int32Array): Look {
  const words = new Set<number>();
  let hasValue = false;
  for (const index of set) {
    const number = column.numbers[index] ?? 0;
    if (number === 0) hasValue = true;
    else words.add(number);
  }
  return { column, words, hasValue };
}

/** Whether the words at a place are values; at the very beginning a message has its subject, which tells messages apart. */
function variesSurely(place: Look, same: number, isKnown: readonly boolean[]): boolean {
  if (place.hasValue) return true;
  if (place.column.at === 0) return false;
  const needed = place.column.named ? namedWords : same > 1 ? differentWords : besideOneWord;
  return place.words.size >= needed || [...place.words].every((word) => isKnown[word]);
}

function piecesBy(column: Column, set: Int32Array): Int32Array[] {
  const pieces = new Map<number, number[]>();
  for (const index of set) {
    const number = column.numbers[index] ?? 0;
    const piece = pieces.get(number);
    if (piece) piece.push(index);
    else pieces.set(number, [index]);
  }
  return [...pieces.values()].map((piece) => Int32Array.from(piece));
}

/** Whether the token before is a noun that a name follows. */
export function followsNoun(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before !== undefined && before.role !== "mark" && takesName(before.text);
}
