export interface RecentInstance {
  id: string;
  name: string | null;
}

const most = 6;
const storageKey = (connection: string) => `snapdeck.recent.${connection}`;

/** The instances opened last on this browser, newest first. */
export function recentInstances(connection: string): RecentInstance[] {
  try {
    return parseRecent(localStorage.getItem(storageKey(connection)));
  } catch {
    return [];
  }
}

/** Remembers that an instance was opened. */
export function rememberInstance(connection: string, instance: RecentInstance): void {
  try {
    const next = withRecent(recentInstances(connection), instance);
    localStorage.setItem(storageKey(connection), JSON.stringify(next));
  } catch {
    // Storage may be blocked or full: the list of recent ones is a convenience.
  }
}

/** Puts an instance first and drops what is too old. */
export const withRecent = (recent: readonly RecentInstance[], instance: RecentInstance) =>
  [instance, ...recent.filter(({ id }) => id !== instance.id)].slice(0, most);

/** Reads what was stored, by whatever version; anything that is no such list reads as none. */
export function parseRecent(text: string | null): RecentInstance[] {
  let stored: unknown;
  try {
    stored = JSON.parse(text ?? "[]");
  } catch {
    return [];
  }
  return Array.isArray(stored) ? stored.filter(isRecent).slice(0, most) : [];
}

function isRecent(value: unknown): value is RecentInstance {
  if (typeof value !== "object" || value === null) return false;
  const name: unknown = Reflect.get(value, "name");
  return (
    typeof Reflect.get(value, "id") === "string" && (name === null || typeof name === "string")
  );
}
