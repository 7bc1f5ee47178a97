import { badResponse } from "./parse-response";
import type { UpstreamPage } from "./reads";

/** Pages that may bring no new row before the list is taken for one without an end. */
const idlePagesAtMost = 3;

interface SeenRow<T> {
  row: T;
  /** Its position counted from the end of the list, by the total that its page gave. */
  rank: number;
}

/** A row that knows when it was created. */
export interface Created {
  gmtCreateTime: string | null;
}

/**
 * One pass over the pages of a list sorted by creation time, newest first, and the proof that they fit together.
 *
 * The proof counts from the end: a row's rank is the total its page gave, less the rows before it. New rows
 * come in front and so change no older row's rank; a row that goes away lowers the rank of every newer one.
 * Hence, when the row that was newest at the start still has its rank at the end, no row that was there at the
 * start has gone; and when as many rows of old ranks were seen as there were at the start, none is missing.
 *
 * The service's counts are not trusted further than that: a pass that contradicts them proves nothing.
 */
export class PagePass<T extends Created> {
  readonly #keyOf: (row: T) => string;
  readonly #size: number;
  readonly #first: UpstreamPage<T>;
  /** Every row seen, the freshest reading of each. */
  readonly #rows = new Map<string, SeenRow<T>>();
  readonly #totals: number[] = [];
  #skipped = 0;
  #idlePages = 0;
  #overfull = false;
  #endIsOpen = true;

  constructor(keyOf: (row: T) => string, size: number, first: UpstreamPage<T>) {
    this.#keyOf = keyOf;
    this.#size = size;
    this.#first = first;
    this.add(1, first);
  }

  /** Pages there are by the largest total that was given; at least 1. */
  get pageCount(): number {
    return Math.max(1, Math.ceil(Math.max(...this.#totals) / this.#size));
  }

  /**
   * The page behind the last one when that was full, so that only reading on shows whether the list ends
   * there or the total is too small; null when a short page has shown the end.
   */
  get pageBehindEnd(): number | null {
    return this.#endIsOpen && this.#first.total > 0 ? this.pageCount + 1 : null;
  }

  /** The same as long as only the first page is known: where its total says that the last page is full. */
  get pageBehindFullEnd(): number | null {
    return this.#first.total % this.#size === 0 ? this.pageBehindEnd : null;
  }

  /** Takes in a page. @throws DswError `upstream.badAnswer` when page after page brings nothing new */
  add(page: number, response: UpstreamPage<T>): void {
    const { items, skipped = 0, total } = response;
    const before = (page - 1) * this.#size;
    const known = this.#rows.size;
    this.#totals.push(total);
    this.#skipped += skipped;
    const rows = items.length + skipped;
    if (before + rows > total) this.#overfull = true;
    if (rows < this.#size) this.#endIsOpen = false;
    items.forEach((row, at) => {
      this.#rows.set(this.#keyOf(row), { row, rank: total - before - at });
    });
    if (items.length > 0 && this.#rows.size === known) this.#idlePages += 1;
    if (this.#idlePages >= idlePagesAtMost) {
      const message = "The DSW service gives the same rows on page after page.";
      throw badResponse(message, response.requestId);
    }
  }

  /**
   * The list as it was when page 1 was first read, or null when the pages do not prove it. Rows added since are
   * left for the next reading: that they are all there would rest on the last count alone.
   * @param check page 1 again; the first page itself when it is the only one
   */
  exactAtStart(check: UpstreamPage<T>): T[] | null {
    const startTotal = this.#first.total;
    if (this.#overfull || this.#totals.some((n) => n < startTotal || n > check.total)) return null;
    const newest = this.#first.items[0];
    if (newest === undefined) return startTotal === this.#skipped ? [] : null;
    const newestKey = this.#keyOf(newest);
    const newRows = check.items.findIndex((row) => this.#keyOf(row) === newestKey);
    const nothingGone = newRows >= 0 && check.total - newRows === startTotal;
    if (!nothingGone) return null;

    const old = [...this.#rows].filter(([, { rank }]) => rank <= startTotal);
    if (old.length + this.#skipped !== startTotal) return null;
    if (new Set(old.map(([, { rank }]) => rank)).size !== old.length) return null;
    old.sort(([, a], [, b]) => b.rank - a.rank);
    const again = check.items.slice(newRows);
    if (again.some((row, at) => this.#keyOf(row) !== old[at]?.[0])) return null;
    return old.map(([, { row }], at) => again[at] ?? row);
  }
}
