import type { UpstreamPage } from "./client";

/**
 * One pass over the pages of a set sorted by creation time, newest first, and the proof that they fit together.
 *
 * The proof counts from the end: a row's rank is the total its page told, less the rows before it. New rows
 * come in front and so change no older row's rank; a row that goes away lowers the rank of every newer one.
 * Hence, when the row that was newest at the start still has its rank at the end, no row that was there at the
 * start has gone; and when as many rows of old ranks were seen as there were at the start, none is missing.
 */
export class PagePass<T> {
  readonly #keyOf: (row: T) => string;
  readonly #size: number;
  readonly #first: UpstreamPage<T>;
  /** Every row seen, the freshest reading of each, with the rank it had then. */
  readonly #rows = new Map<string, { row: T; rank: number; page: number; at: number }>();
  #skipped = 0;
  #mostTotal = 0;

  constructor(keyOf: (row: T) => string, size: number, first: UpstreamPage<T>) {
    this.#keyOf = keyOf;
    this.#size = size;
    this.#first = first;
    this.add(1, first);
  }

  /** Pages there are by the largest total that was told; at least 1. */
  get pageCount(): number {
    return Math.max(1, Math.ceil(this.#mostTotal / this.#size));
  }

  /** Takes in a page. */
  add(page: number, answer: UpstreamPage<T>): void {
    this.#mostTotal = Math.max(this.#mostTotal, answer.total);
    this.#skipped += answer.skipped ?? 0;
    const before = (page - 1) * this.#size;
    answer.items.forEach((row, at) => {
      this.#rows.set(this.#keyOf(row), { row, rank: answer.total - before - at, page, at });
    });
  }

  /**
   * The set as it was when page 1 was read again, or null when the pages do not prove it.
   * @param check page 1 again; the first page itself when it is the only one
   */
  exactAt(check: UpstreamPage<T>): T[] | null {
    const startTotal = this.#first.total;
    const newest = this.#first.items[0];
    if (newest === undefined) return startTotal === 0 ? [] : null;
    const newestKey = this.#keyOf(newest);
    const newRows = check.items.findIndex((row) => this.#keyOf(row) === newestKey);
    const nothingGone = newRows >= 0 && check.total - newRows === startTotal;
    if (!nothingGone) return null;

    const fresh = new Map(check.items.map((row) => [this.#keyOf(row), row]));
    const old = [...this.#rows].filter(([, { rank }]) => rank <= startTotal);
    if (old.length + this.#skipped !== startTotal) return null;
    old.sort(([, a], [, b]) => b.rank - a.rank);
    const rest = old.map(([key, { row }]) => fresh.get(key) ?? row);
    return [...check.items.slice(0, newRows), ...rest];
  }

  /**
   * Every row this pass saw, each once, in the order of the pages; and apart from them those that stood on
   * page 1 at first and then neither there nor elsewhere: they may be gone.
   */
  seen(check: UpstreamPage<T>): { rows: Map<string, T>; doubtful: Map<string, T> } {
    const rows = new Map(check.items.map((row) => [this.#keyOf(row), row]));
    const doubtful = new Map<string, T>();
    const rest = [...this.#rows].sort(([, a], [, b]) => a.page - b.page || a.at - b.at);
    for (const [key, { row, page }] of rest) {
      if (rows.has(key)) continue;
      if (page === 1 && this.pageCount > 1) doubtful.set(key, row);
      else rows.set(key, row);
    }
    return { rows, doubtful };
  }
}
