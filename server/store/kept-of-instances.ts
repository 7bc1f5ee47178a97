import { LRUCache } from "lru-cache";
import { keptBeside } from "./kept-beside";
import type { IndexView } from "./view";

/** Another replica saves instances too: what is told of them is never older than this. */
const keptMs = 5_000;

const forgetters = new Set<(store: object) => void>();

/** A reading of the instances of connections, given again for some seconds or until this process saves instances. */
export function keptOfInstances<Value extends object>(
  read: (view: IndexView, connections: readonly string[]) => Promise<Value>,
): (view: IndexView, connections: readonly string[]) => Promise<Value> {
  const keptOf = keptBeside(() => new LRUCache<string, Promise<Value>>({ max: 100, ttl: keptMs }));
  forgetters.add((store) => keptOf({ store }).clear());
  return (view, connections) => {
    const kept = keptOf(view);
    const key = view.key(connections);
    const found = kept.get(key);
    if (found) return found;
    const reading = read(view, connections);
    kept.set(key, reading);
    reading.catch(() => kept.delete(key));
    return reading;
  };
}

/** Has what is kept of an index's instances read again. */
export function forgetInstances(index: object): void {
  for (const forget of forgetters) forget(index);
}
