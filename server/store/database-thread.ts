import { Worker } from "node:worker_threads";
import type { DatabaseValue, ThreadRequest, ThreadResponse, ThreadStart } from "./libsql-messages";

/** What a statement came to. */
export interface StatementResult {
  rows: Record<string, DatabaseValue>[];
  /** Rows inserted, updated or deleted. */
  changes: number;
}

/** What the database, or the thread it runs in, failed with. */
export class DatabaseError extends Error {
  override name = "DatabaseError";
  /** SQLite's name of the result code, such as `SQLITE_CONSTRAINT_UNIQUE`; null when it was not SQLite that failed. */
  readonly code: string | null;

  constructor(message: string, code: string | null = null) {
    super(message);
    this.code = code;
  }
}

interface Waiting {
  rows: Record<string, DatabaseValue>[];
  resolve(result: StatementResult): void;
  reject(error: Error): void;
}

/** Rows are handed on as soon as they are read; unbound, each thread's space for new objects grows to 48 MiB. */
const maxYoungGenerationSizeMb = 8;

/**
 * One thread with one connection to a database file; it runs one statement after the other. It lives from the
 * start to its end, and is not started again. A thread at rest does not keep the process from ending. It is
 * never terminated by force: libSQL ends the whole process when a thread goes away in the middle of a call.
 */
export class DatabaseThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #exited: Promise<void>;
  #ended: DatabaseError | null = null;
  #lastId = 0;

  constructor(start: ThreadStart) {
    // Without the options of this process: a loader or a probe of the server's is none of the thread's.
    this.#worker = new Worker(new URL("./libsql-thread.js", import.meta.url), {
      workerData: start,
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb },
    });
    this.#worker.unref();
    this.#worker.on("message", (response: ThreadResponse) => this.#take(response));
    this.#worker.on("messageerror", (error) => this.#end(error.message));
    this.#worker.on("error", (error) => this.#end(error.message));
    this.#exited = new Promise((resolve) => {
      this.#worker.once("exit", (code) => {
        this.#end(`exit code ${code}`);
        resolve();
      });
    });
  }

  /** Statements that have been given to it and are not answered yet. */
  get waiting(): number {
    return this.#waiting.size;
  }

  get hasEnded(): boolean {
    return this.#ended !== null;
  }

  /**
   * Runs a statement.
   * @throws {DatabaseError} what the database says, or that the thread has ended
   * @throws {TypeError} for a parameter that no column can hold
   */
  async run(sql: string, parameters: readonly unknown[] = []): Promise<StatementResult> {
    const values = parameters.map(databaseValue);
    if (this.#ended !== null) throw this.#ended;
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      if (this.#waiting.size === 0) this.#worker.ref();
      this.#waiting.set(id, { rows: [], resolve, reject });
      this.#send({ kind: "run", id, sql, parameters: values });
    });
  }

  /** Ends the thread; what is not answered yet is rejected at once, and what runs is interrupted. */
  async close(): Promise<void> {
    this.#end("it was closed");
    this.#worker.ref();
    this.#send({ kind: "close" });
    await this.#exited;
  }

  #send(request: ThreadRequest) {
    this.#worker.postMessage(request);
  }

  #take(response: ThreadResponse) {
    if (response.kind === "broken") return this.#end(response.message);
    const waiting = this.#waiting.get(response.id);
    if (waiting === undefined) return;
    switch (response.kind) {
      case "failed":
        this.#settle(response.id);
        waiting.reject(new DatabaseError(response.message, response.code));
        break;
      case "changed":
        this.#settle(response.id);
        waiting.resolve({ rows: [], changes: response.changes });
        break;
      case "rows":
        for (const values of response.rows) waiting.rows.push(rowOf(response.columns, values));
        if (response.isLast) {
          this.#settle(response.id);
          waiting.resolve({ rows: waiting.rows, changes: 0 });
        } else {
          this.#send({ kind: "more", id: response.id });
        }
    }
  }

  #settle(id: number) {
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
  }

  #end(why: string) {
    this.#ended ??= new DatabaseError(`The database thread has ended: ${why}`);
    for (const [id, { reject }] of [...this.#waiting]) {
      this.#settle(id);
      reject(this.#ended);
    }
  }
}

function rowOf(columns: readonly string[], values: readonly DatabaseValue[]) {
  const row: Record<string, DatabaseValue> = {};
  columns.forEach((column, at) => {
    row[column] = values[at] ?? null;
  });
  return row;
}

/** A parameter as it is handed over; libSQL ends the whole process at a type that it does not know. */
function databaseValue(value: unknown): DatabaseValue {
  if (value === null || typeof value === "string" || value instanceof Uint8Array) return value;
  if (typeof value === "bigint" && BigInt.asIntN(64, value) === value) return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  throw new TypeError(`The database has no column for ${String(value)} (${typeof value}).`);
}
