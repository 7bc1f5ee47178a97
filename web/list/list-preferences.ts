import { onStored, readStored, writeStored } from "../state/stored";

/** The lists whose preferences are kept, each on its own. */
export type ListName = "instances" | "snapshots";

const preferenceKeys = ["size", "hide"] as const;

/** The preferences for a list, as the query string for an address that has none; empty without preferences. */
export const listPreferencesOf = (list: ListName): string =>
  onlyPreferences(readStored(`list.${list}`) ?? "");

/** Keeps what an address says of a list's preferences: rows a page, and columns put away. */
export function keepListPreferences(list: ListName, search: string): void {
  const preferences = onlyPreferences(search);
  writeStored(`list.${list}`, preferences === "" ? null : preferences);
}

/**
 * Calls back when columns are put away in another tab, with what puts them away in an address as well.
 * Rows a page are left as they are: another number of them would move what is being read.
 */
export const onColumnsKept = (
  list: ListName,
  listener: (changed: (search: string) => URLSearchParams) => void,
): (() => void) =>
  onStored(`list.${list}`, (text) =>
    listener((search) => {
      const changed = new URLSearchParams(search);
      changed.delete("hide");
      for (const column of new URLSearchParams(text ?? "").getAll("hide"))
        changed.append("hide", column);
      return changed;
    }),
  );

function onlyPreferences(search: string): string {
  const given = new URLSearchParams(search);
  const preferences = new URLSearchParams();
  for (const key of preferenceKeys)
    for (const value of given.getAll(key)) preferences.append(key, value);
  return preferences.size === 0 ? "" : `?${preferences}`;
}
