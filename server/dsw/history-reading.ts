import type { UpstreamSnapshot } from "../contract";

/** Rows of one instance's history, and how many the history has. */
export interface HistoryReading {
  items: readonly UpstreamSnapshot[];
  total: number;
  requestId: string | null;
  /** When it was last compared with the service, in milliseconds since the epoch. */
  readAt: number;
}

/** A page of the history, and the whole history when that is known without a further call. */
export interface HistoryWindow extends HistoryReading {
  whole: HistoryReading | null;
}
