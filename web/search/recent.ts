import { parseStored, readStored, writeStored } from "../state/stored";

/** An instance or a snapshot that was opened. */
export interface RecentPlace {
  connection: string;
  instanceId: string;
  instanceName: string | null;
  /** Null for the instance itself. */
  snapshot: { id: string; name: string | null } | null;
}

const mostPlaces = 6;
const mostSearches = 5;
const placesKey = "search.places";
const searchesKey = "search.texts";

/** What was opened last on this browser, newest first. */
export const recentPlaces = (): RecentPlace[] =>
  parseStored(readStored(placesKey), isPlace).slice(0, mostPlaces);

/** What was searched for last on this browser, newest first. */
export const recentSearches = (): string[] =>
  parseStored(readStored(searchesKey), (value) => typeof value === "string").slice(0, mostSearches);

/** Remembers that an instance or a snapshot was opened. */
export const rememberPlace = (place: RecentPlace): void =>
  writeStored(placesKey, JSON.stringify(withFirst(recentPlaces(), place, placeKey, mostPlaces)));

/** Remembers a text that led somewhere. */
export const rememberSearch = (text: string): void =>
  writeStored(
    searchesKey,
    JSON.stringify(withFirst(recentSearches(), text, (each) => each.toLowerCase(), mostSearches)),
  );

/** Forgets all of it. */
export function clearRecent(): void {
  writeStored(placesKey, null);
  writeStored(searchesKey, null);
}

/** What tells a place from every other. */
export const placeKey = ({ connection, instanceId, snapshot }: RecentPlace): string =>
  [connection, instanceId, ...(snapshot === null ? [] : [snapshot.id])].join("/");

/** Puts an item first, once, and drops what is too old. */
export const withFirst = <Item>(
  items: readonly Item[],
  item: Item,
  keyOf: (item: Item) => string,
  most: number,
): Item[] => [item, ...items.filter((each) => keyOf(each) !== keyOf(item))].slice(0, most);

function isPlace(value: unknown): value is RecentPlace {
  const field = (of: unknown, name: string): unknown =>
    typeof of === "object" && of !== null ? Reflect.get(of, name) : undefined;
  const isName = (name: unknown) => name === null || typeof name === "string";
  const snapshot = field(value, "snapshot");
  return (
    typeof field(value, "connection") === "string" &&
    typeof field(value, "instanceId") === "string" &&
    isName(field(value, "instanceName")) &&
    (snapshot === null ||
      (typeof field(snapshot, "id") === "string" && isName(field(snapshot, "name"))))
  );
}
