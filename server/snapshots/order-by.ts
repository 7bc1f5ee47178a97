import type { Order } from "../contract";

export type Comparison<T> = (a: T, b: T) => number;

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

const compareNumber: Comparison<number> = (a, b) => a - b;

/**
 * A total order over rows: by one value, rows without it last in both directions, ties by id.
 * @param pick the value to sort by; null or empty text counts as missing
 */
export function orderBy<Row, Value extends string | number>(
  pick: (row: Row) => Value | null,
  idOf: (row: Row) => string,
  order: Order,
): Comparison<Row> {
  const sign = order === "asc" ? 1 : -1;
  return (a, b) => {
    const x = pick(a);
    const y = pick(b);
    if (isMissing(x) || isMissing(y)) {
      if (isMissing(x) && isMissing(y)) return compareText(idOf(a), idOf(b));
      return isMissing(x) ? 1 : -1;
    }
    const by =
      typeof x === "string" && typeof y === "string"
        ? compareText(x, y)
        : compareNumber(Number(x), Number(y));
    return by === 0 ? compareText(idOf(a), idOf(b)) : sign * by;
  };
}

const isMissing = (value: string | number | null): value is null | "" =>
  value === null || value === "";
