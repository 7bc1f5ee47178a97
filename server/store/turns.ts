import { setImmediate } from "node:timers/promises";

let last: Promise<void> = Promise.resolve();

/**
 * Waits for a turn of the event loop. Each turn is given to one caller, however many wait: whoever does long
 * work in parts of a few milliseconds, and waits before each part, holds up nobody else for longer than a part.
 */
export function nextTurn(): Promise<void> {
  last = last.then(() => setImmediate());
  return last;
}

/** Items that take a few milliseconds together, where each is derived or checked as a whole. */
const itemsAtOnce = 50;

/** Maps a long list in parts, each in a turn of its own. */
export async function mapInTurns<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Result,
  atOnce = itemsAtOnce,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    if (results.length > 0 && results.length % atOnce === 0) await nextTurn();
    results.push(map(item));
  }
  return results;
}

/** Items that are sorted, or merged, within a few milliseconds. */
const sortedAtOnce = 5_000;

/** A sorted copy of a long list: parts that are sorted and then merged, each in a turn of its own. */
export async function sortInTurns<Item>(
  items: readonly Item[],
  compare: (a: Item, b: Item) => number,
): Promise<Item[]> {
  if (items.length <= sortedAtOnce) return items.toSorted(compare);
  const middle = Math.ceil(items.length / 2);
  const left = await sortInTurns(items.slice(0, middle), compare);
  await nextTurn();
  const right = await sortInTurns(items.slice(middle), compare);
  const sorted: Item[] = [];
  for (let l = 0, r = 0; sorted.length < items.length; ) {
    if (sorted.length % sortedAtOnce === 0) await nextTurn();
    const [a, b] = [left[l], right[r]];
    if (a !== undefined && (b === undefined || compare(a, b) <= 0)) {
      sorted.push(a);
      l++;
    } else if (b !== undefined) {
      sorted.push(b);
      r++;
    }
  }
  return sorted;
}
