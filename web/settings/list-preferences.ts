import { readStored, store } from "./stored";

/** The lists whose ways are kept, each on its own. */
export type ListName = "instances" | "snapshots";

const preferenceKeys = ["size", "hide"] as const;

/** How this reader likes a list, as the query string of an address that says nothing; empty when there is none. */
export const listPreferencesOf = (list: ListName): string =>
  onlyPreferences(readStored(`list.${list}`) ?? "");

/** Keeps what an address says of a list's ways: rows a page, and columns put away. */
export function keepListPreferences(list: ListName, search: string): void {
  const ways = onlyPreferences(search);
  store(`list.${list}`, ways === "" ? null : ways);
}

function onlyPreferences(search: string): string {
  const given = new URLSearchParams(search);
  const ways = new URLSearchParams();
  for (const key of preferenceKeys) for (const value of given.getAll(key)) ways.append(key, value);
  return ways.size === 0 ? "" : `?${ways}`;
}
