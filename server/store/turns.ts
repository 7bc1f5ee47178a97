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

/** Items that take a few milliseconds together. */
const itemsAtOnce = 50;

/** Maps a long list in parts, each in a turn of its own. */
export async function mapInTurns<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    if (results.length > 0 && results.length % itemsAtOnce === 0) await nextTurn();
    results.push(map(item));
  }
  return results;
}
