import { DswError } from "./errors";

/** Sizes worth asking for: 100 is the largest commonly accepted, 10 the documented default. */
const sizes = [100, 50, 20, 10] as const;

/** Finds out the largest page an action takes, and remembers it (docs/dsw-api.md, "Page size"). */
export interface PageSizeFinder {
  /** What to ask for next. */
  readonly size: number;
  /** Whether a full page of that size has come: until then a page may turn out to be cut. */
  readonly isProven: boolean;
  /**
   * Takes note of the response to a page of `asked` rows: fewer than that, though more are there, are the
   * service's limit.
   */
  noteResponse(asked: number, page: { page: number; rows: number; total: number }): void;
  /** Takes note of a refusal, or of a response too large to be read; true when a smaller page is worth asking for. */
  noteRefusal(asked: number, error: unknown): boolean;
}

/** A finder for one action of one endpoint. */
export function createPageSizeFinder(): PageSizeFinder {
  let size: number = sizes[0];
  let accepted = false;
  let isProven = false;
  return {
    get size() {
      return size;
    },
    get isProven() {
      return isProven;
    },
    noteResponse(asked, { page, rows, total }) {
      if (asked !== size) return;
      const due = Math.min(asked, total - (page - 1) * asked);
      // A limit is a round number; any other shortfall is rows that the service leaves out.
      if (rows < due && rows > 0 && rows % 10 === 0) size = Math.min(size, rows);
      if (rows === size) isProven = true;
      accepted = true;
    },
    noteRefusal(asked, error) {
      if (!(error instanceof DswError)) return false;
      const smaller = sizes.find((candidate) => candidate < asked);
      if (error.tooLarge) {
        // Rows may grow: a size that once fitted may be too large by now.
        size = Math.min(size, smaller ?? asked);
        return smaller !== undefined;
      }
      if (accepted || error.code !== "upstream.invalid") return false;
      // When even the smallest is refused, the size was not the reason.
      size = smaller ?? sizes[0];
      return smaller !== undefined;
    },
  };
}
