/** A value as SQLite stores it. An integer that no number holds exactly cannot be read; it can be written as a bigint. */
export type DatabaseValue = null | number | string | bigint | Uint8Array;

/** What a database thread is started with. */
export interface ThreadStart {
  file: string;
  /** A thread that reads refuses every statement that writes. */
  role: "read" | "write";
  /** How long a lock of another process is waited for, in milliseconds. */
  busyMs: number;
}

/** What a database thread is asked: to run a statement, to go on with its rows, or to end. */
export type ThreadRequest =
  | { kind: "run"; id: number; sql: string; parameters: readonly DatabaseValue[] }
  | { kind: "more"; id: number }
  | { kind: "close" };

/** What a database thread answers. Rows come in parts; the next part is sent when it is asked for. */
export type ThreadResponse =
  | { kind: "rows"; id: number; columns: string[]; rows: DatabaseValue[][]; isLast: boolean }
  | { kind: "changed"; id: number; changes: number }
  | { kind: "failed"; id: number; message: string; code: string | null }
  /** It cannot go on, and ends by itself. */
  | { kind: "broken"; message: string };
