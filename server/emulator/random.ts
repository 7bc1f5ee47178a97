/** A small seeded stream of random numbers (mulberry32): the same seed gives the same data on every machine. */
export interface Random {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  pick<From extends readonly [unknown, ...unknown[]]>(from: From): From[number];
  hit(rate: number): boolean;
  /** `length` lower-case letters and digits, as the service's ids end. */
  word(length: number): string;
  hex(length: number): string;
}

const letters = "0123456789abcdefghijklmnopqrstuvwxyz";

/** A stream of its own for a seed and a name, so that more of one thing changes nothing of another. */
export function createRandom(seed: number, name = ""): Random {
  let state = seed >>> 0;
  for (const letter of name)
    state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  const word = (length: number, base = 36) => {
    let text = "";
    for (let n = 0; n < length; n++) text += letters[between(0, base - 1)];
    return text;
  };
  return {
    next,
    between,
    pick: (from) => from[between(0, from.length - 1)] ?? from[0],
    hit: (rate) => next() < rate,
    word,
    hex: (length) => word(length, 16),
  };
}
