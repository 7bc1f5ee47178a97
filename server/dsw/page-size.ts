import { DswError } from "./errors";

/** Sizes worth asking for: 100 is the largest commonly accepted, 10 the documented default. */
const sizes = [100, 50, 20, 10] as const;

/** Finds out the largest page an action takes, and remembers it (facts sheet, "What is not documented"). */
export interface PageSizeFinder {
  /** What to ask for next. */
  readonly size: number;
  /**
   * Takes note of an answer to a page of `size`: fewer rows than asked for, though more are there, are the
   * service's limit.
   */
  answered(asked: number, page: { page: number; rows: number; total: number }): void;
  /** Takes note of a refusal; true when a smaller page is worth asking for. */
  refused(asked: number, error: unknown): boolean;
}

/** A finder for one action of one endpoint. */
export function createPageSizeFinder(): PageSizeFinder {
  let size: number = sizes[0];
  let proven = false;
  return {
    get size() {
      return size;
    },
    answered(asked, { page, rows, total }) {
      if (asked !== size) return;
      const due = Math.min(asked, total - (page - 1) * asked);
      // A limit is a round number; any other shortfall is rows the service holds back.
      if (rows < due && rows > 0 && rows % 10 === 0) size = Math.min(size, rows);
      proven = true;
    },
    refused(asked, error) {
      if (proven || !(error instanceof DswError) || error.code !== "upstream.invalid") return false;
      const smaller = sizes.find((candidate) => candidate < asked);
      // When even the smallest is refused, the size was not the reason.
      size = smaller ?? sizes[0];
      return smaller !== undefined;
    },
  };
}
