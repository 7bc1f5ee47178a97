import type { Phase } from "../../server/contract";

/** Rows that a link carries at most: four characters each. */
export const mostCarried = 100;

/** A row as a digest knows it. */
export interface DigestRow {
  id: string;
  phase: Phase;
}

/** What a view showed: how many rows in all, and the rows where they are few enough. */
export interface Shown {
  total: number;
  rows: readonly DigestRow[];
}
