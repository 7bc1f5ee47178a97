import { sql, type Transaction } from "kysely";
import { log } from "../log/log";
import { chunks } from "../snapshots/chunks";
import type { IndexDatabase } from "./schema";

/** Rows that are taken back together when one of them is refused. */
const rowsAtOnce = 512;

/** Rows of one statement: far fewer than the parameters that PostgreSQL (65,535) and SQLite (32,766) take. */
const rowsOfStatement = 64;

/**
 * Rows in parts that one statement takes, each a power of two: so few statements come again and again, and are kept.
 * With a statement for each number of rows thousands were prepared in a first sync, and lay in memory as garbage.
 */
export function* slices<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let at = 0; at < rows.length; ) {
    const size = Math.min(rowsOfStatement, 2 ** Math.floor(Math.log2(rows.length - at)));
    yield rows.slice(at, at + size);
    at += size;
  }
}

/**
 * Writes rows many at a time, and sets aside the ones that the database refuses, so that each costs only itself.
 * @param write one statement that writes some rows
 * @returns the rows that were refused
 * @throws what is wrong with the database and not with a row
 */
export async function writeEach<Row>(
  trx: Transaction<IndexDatabase>,
  rows: readonly Row[],
  write: (some: Row[]) => Promise<unknown>,
): Promise<Row[]> {
  const refused: Row[] = [];
  for (const some of chunks(rows, rowsAtOnce)) {
    refused.push(...(await writeSome(trx, some, write)));
  }
  return refused;
}

async function writeSome<Row>(
  trx: Transaction<IndexDatabase>,
  rows: Row[],
  write: (some: Row[]) => Promise<unknown>,
): Promise<Row[]> {
  await sql`savepoint rows`.execute(trx);
  try {
    for (const some of slices(rows)) await write(some);
    await sql`release savepoint rows`.execute(trx);
    return [];
  } catch (error) {
    if (!isRefusedRow(error)) throw error;
    await sql`rollback to savepoint rows`.execute(trx);
    await sql`release savepoint rows`.execute(trx);
  }
  if (rows.length === 1) return rows;
  const half = Math.ceil(rows.length / 2);
  return [
    ...(await writeSome(trx, rows.slice(0, half), write)),
    ...(await writeSome(trx, rows.slice(half), write)),
  ];
}

/**
 * SQLSTATE classes that tell of the values: data exception, constraint violation, program limit
 * exceeded (PostgreSQL manual, appendix A), and SQLite's words for the same.
 */
const refusedRow = /^(?:22|23|54)|^SQLITE_(?:CONSTRAINT|TOOBIG|MISMATCH|RANGE)/;

/** Whether the database took issue with a row, and not with the statement or itself. */
export const isRefusedRow = (error: unknown) =>
  error instanceof Error &&
  "code" in error &&
  typeof error.code === "string" &&
  refusedRow.test(error.code);

/** What a conflicting row takes from the one that was to be inserted. */
export const excluded = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, sql.ref<never>(`excluded.${name}`)]));

/** Each key once: of several rows of one key the newest, and of equally new ones the last. */
export function newestOfEach<Row extends { modified_at: number | null }>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Row[] {
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    const known = byKey.get(keyOf(row));
    if (!known || (row.modified_at ?? 0) >= (known.modified_at ?? 0)) byKey.set(keyOf(row), row);
  }
  return [...byKey.values()];
}

/** The error code of an instance of which the database refused a row. */
export const rowRefused = "index.rowRefused";

/** Says in the log which rows were set aside. */
export function reportRefused(rows: readonly string[]): void {
  if (rows.length === 0) return;
  log.warn(`the index could not store ${rows.join(", ")}`);
}
