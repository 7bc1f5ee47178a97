import type { Order } from "../contract";

/** Moves UTF-16 units so that surrogates sort behind the rest of the basic plane, as their code points do. */
const codePointRank = (unit: number) =>
  unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;

/** Orders two texts by Unicode code point, which `<` does not do beyond the basic plane. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return a.length - b.length;
}

/** How rows of one list are told apart where the value that they are sorted by is the same. */
interface Identity<Row> {
  idOf: (row: Row) => string;
  /** When a row was created, in milliseconds since the epoch; null where that is not known. */
  createdAt: (row: Row) => number | null;
}

/**
 * Rows in a total order: by one value, rows without it last in both directions. Equal ones stand newest first in
 * both directions, then by id. The value of each row is picked once, since it may have to be read out of a text.
 * @param pick the value to sort by; null or empty text counts as missing
 */
export function sortRows<Row, Value extends string | number>(
  rows: readonly Row[],
  pick: (row: Row) => Value | null,
  { idOf, createdAt }: Identity<Row>,
  order: Order,
): Row[] {
  const sign = order === "asc" ? 1 : -1;
  const picked = rows.map((row) => ({
    row,
    value: pick(row),
    created: createdAt(row) ?? Number.NEGATIVE_INFINITY,
    id: idOf(row),
  }));
  picked.sort((a, b) => {
    const missing = Number(isMissing(a.value)) - Number(isMissing(b.value));
    const by = missing === 0 ? sign * compareValues(a.value, b.value) : missing;
    if (by !== 0) return by;
    return a.created === b.created ? compareText(a.id, b.id) : b.created - a.created;
  });
  return picked.map(({ row }) => row);
}

const isMissing = (value: string | number | null): value is null | "" =>
  value === null || value === "";

function compareValues(a: string | number | null, b: string | number | null): number {
  if (isMissing(a)) return 0;
  return typeof a === "string" && typeof b === "string" ? compareText(a, b) : Number(a) - Number(b);
}

/** Results of one list that are kept: its readers ask for a few orders and filters at a time. */
const resultsKept = 4;

/** Keeps what is made of a list by a key, for as long as the list itself is in use. */
export function createListMemo<List extends object, Result>() {
  const kept = new WeakMap<List, Map<string, Result>>();
  return (list: List, key: string, make: () => Result): Result => {
    const results = kept.get(list) ?? new Map<string, Result>();
    kept.set(list, results);
    const result = results.get(key) ?? make();
    results.delete(key);
    results.set(key, result);
    const [oldest] = results.keys();
    if (results.size > resultsKept && oldest !== undefined) results.delete(oldest);
    return result;
  };
}
