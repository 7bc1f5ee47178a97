import { parseStored, readStored, writeStored } from "../state/stored";

export interface RecentInstance {
  id: string;
  name: string | null;
}

const most = 6;
const storageKey = (connection: string) => `recent.${connection}`;

/** The instances opened last on this browser, newest first. */
export const recentInstances = (connection: string): RecentInstance[] =>
  parseRecent(readStored(storageKey(connection)));

/** Remembers that an instance was opened. */
export const rememberInstance = (connection: string, instance: RecentInstance): void =>
  writeStored(
    storageKey(connection),
    JSON.stringify(withRecent(recentInstances(connection), instance)),
  );

/** Puts an instance first and drops what is too old. */
export const withRecent = (recent: readonly RecentInstance[], instance: RecentInstance) =>
  [instance, ...recent.filter(({ id }) => id !== instance.id)].slice(0, most);

/** Reads what was stored, by whatever version; anything that is no such list reads as none. */
export const parseRecent = (text: string | null): RecentInstance[] =>
  parseStored(text, isRecent).slice(0, most);

function isRecent(value: unknown): value is RecentInstance {
  if (typeof value !== "object" || value === null) return false;
  const name: unknown = Reflect.get(value, "name");
  return (
    typeof Reflect.get(value, "id") === "string" && (name === null || typeof name === "string")
  );
}
