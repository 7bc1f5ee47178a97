import { readStored, store } from "./stored";

/** The lists whose ways are kept, each on its own. */
export type ListName = "instances" | "snapshots";

const wayKeys = ["size", "hide"] as const;

/** How this reader likes a list, as the query string of an address that says nothing; empty when there is none. */
export const waysOf = (list: ListName): string => onlyWays(readStored(`list.${list}`) ?? "");

/** Keeps what an address says of a list's ways: rows a page, and columns put away. */
export function keepWays(list: ListName, search: string): void {
  const ways = onlyWays(search);
  store(`list.${list}`, ways === "" ? null : ways);
}

function onlyWays(search: string): string {
  const given = new URLSearchParams(search);
  const ways = new URLSearchParams();
  for (const key of wayKeys) for (const value of given.getAll(key)) ways.append(key, value);
  return ways.size === 0 ? "" : `?${ways}`;
}
