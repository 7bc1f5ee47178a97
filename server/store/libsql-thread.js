// @ts-check
/**
 * A thread with one connection to the index's file: libSQL blocks whoever calls it while it reads, writes,
 * or waits for a lock. Plain JavaScript, since a thread is started from a file as it is, by Node.js alone.
 */
import { setTimeout as wait } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import Database from "libsql/promise";

/**
 * @import { DatabaseValue, ThreadRequest, ThreadResponse, ThreadStart } from "./libsql-messages"
 * @typedef {{ exec(sql: string): Promise<void>, prepare(sql: string): Promise<Statement>, interrupt(): void, close(): void }} Connection
 * @typedef {{ reader: boolean, raw(on: boolean): void, safeIntegers(on: boolean): void, columns(): { name: string }[], iterate(parameters: readonly DatabaseValue[]): Promise<Iterable<DatabaseValue[]>>, run(parameters: readonly DatabaseValue[]): { changes: number } }} Statement
 */

/** @type {ThreadStart} */
const { file, role, busyMs } = workerData;
/** Between two attempts, to get a lock or to interrupt. */
const pauseMs = 20;
/** Values of one part: what the main thread takes in within a few milliseconds. */
const valuesAtOnce = 10_000;

/**
 * Of the file, a thread keeps up to so much: of a small one less. SQLite's own 2 MB are read anew for most of what is
 * asked; whoever writes goes from one instance to the next and seldom comes back to the same pages.
 */
const cacheKib = { write: 8_192, read: 32_768 };

const setUp = {
  // The index can be read anew from upstream: a lost last second costs less than a sync to disk a write.
  write: `pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = ${-cacheKib.write}`,
  read: `pragma query_only = on; pragma cache_size = ${-cacheKib.read}`,
};

/** @type {Connection | null} */
let connection = null;
let closing = false;
/** Rows that were read and not yet asked for, by the statement's id. @type {Map<number, { columns: string[], rows: DatabaseValue[][] }>} */
const unsent = new Map();
let working = Promise.resolve();

parentPort?.on("message", (/** @type {ThreadRequest} */ request) => {
  switch (request.kind) {
    case "run":
      working = working.then(() => answer(request));
      break;
    case "more":
      sendRows(request.id);
      break;
    case "close":
      void close();
  }
});

// A mistake in here must not end the thread by force: libSQL ends the whole process when a thread goes away in
// the middle of a call.
process.on("uncaughtException", (error) => {
  send({ kind: "broken", message: error.message });
  void close();
});

/** The statement that runs fails with SQLITE_INTERRUPT; the ones behind it are not begun. */
async function close() {
  if (closing) return;
  closing = true;
  // More than once, since an interruption between two steps of a statement's way ends nothing.
  const interrupting = setInterval(() => connection?.interrupt(), pauseMs);
  await working;
  clearInterval(interrupting);
  connection?.close();
  parentPort?.close();
}

/** @param {ThreadResponse} response */
const send = (response) => parentPort?.postMessage(response);

/** @param {Extract<ThreadRequest, { kind: "run" }>} request */
async function answer({ id, sql, parameters }) {
  if (closing) return;
  try {
    await run(id, sql, parameters);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    send({ kind: "failed", id, message, code: codeOf(error) });
  }
}

/** @param {number} id @param {string} sql @param {readonly DatabaseValue[]} parameters */
async function run(id, sql, parameters) {
  connection ??= await whenNotLocked(open);
  const opened = connection;
  const statement = kept.get(sql) ?? (await opened.prepare(sql));
  if (statement.reader) {
    statement.raw(true);
    statement.safeIntegers(true);
    const columns = statement.columns().map(({ name }) => name);
    const rows = [];
    // The same statement again: one that met a lock stays under way until it is run again or collected.
    const read = await whenNotLocked(() => statement.iterate(parameters));
    for (const row of read) rows.push(row.map(exactNumber));
    unsent.set(id, { columns, rows });
    sendRows(id);
  } else if (parameters.length > 0 || ofTransactions.test(sql)) {
    // Writes only within a transaction, which has its lock from the beginning; that one is waited for.
    kept.delete(sql);
    const { changes } = await whenNotLocked(async () => statement.run(parameters));
    keep(sql, statement);
    send({ kind: "changed", id, changes });
  } else {
    // Such as `analyze`, which is long and can be interrupted so.
    await whenNotLocked(() => opened.exec(sql));
    send({ kind: "changed", id, changes: 0 });
  }
}

/** What is done at once, and needs no other thread of libSQL's to be done in. */
const ofTransactions = /^(?:begin|commit|rollback|savepoint|release)\b/i;

/**
 * Statements that write, by their text, the least lately used first: histories are saved by the same sixty or so, and
 * libSQL prepares each in yet another thread. One that reads is not kept: what is left of its last rows could end the next.
 * @type {Map<string, Statement>}
 */
const kept = new Map();
const keptAtMost = 64;
/** Longer ones take much memory, and seldom come again just so. */
const keptLength = 16_000;

/** @param {string} sql @param {Statement} statement */
function keep(sql, statement) {
  if (sql.length > keptLength) return;
  kept.set(sql, statement);
  const [first] = kept.keys();
  if (kept.size > keptAtMost && first !== undefined) kept.delete(first);
}

/** @returns {Promise<Connection>} */
async function open() {
  // Waiting is done here, where it can be ended: libSQL would wait within the call.
  /** @type {Connection} */
  const opened = new Database(file, { timeout: 0 });
  try {
    await opened.exec(setUp[role]);
    return opened;
  } catch (error) {
    opened.close();
    throw error;
  }
}

/**
 * Tries again what another process's lock kept from being done.
 * @template Result
 * @param {() => Promise<Result>} work
 * @returns {Promise<Result>}
 */
async function whenNotLocked(work) {
  const until = performance.now() + busyMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const isLocked = codeOf(error)?.startsWith("SQLITE_BUSY") ?? false;
      if (closing || !isLocked || performance.now() >= until) throw error;
      await wait(pauseMs);
    }
  }
}

/** @param {number} id */
function sendRows(id) {
  const left = unsent.get(id);
  if (left === undefined) return;
  const { columns, rows } = left;
  const part = rows.splice(0, Math.ceil(valuesAtOnce / Math.max(1, columns.length)));
  const isLast = rows.length === 0;
  if (isLast) unsent.delete(id);
  send({ kind: "rows", id, columns, rows: part, isLast });
}

/** @param {DatabaseValue} value @returns {DatabaseValue} */
function exactNumber(value) {
  if (typeof value !== "bigint") return value;
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new RangeError(`The integer ${value} cannot be held exactly by a number.`);
}

/** @param {unknown} error */
const codeOf = (error) =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
