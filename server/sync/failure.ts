import { DswError } from "../dsw";

/** Why something could not be read or saved, as the coverage and the sync's state name it. */
export interface Failure {
  code: string;
  requestId: string | null;
}

/** SQLSTATE classes by which PostgreSQL refuses a row: cardinality, data, integrity, a program limit. */
const refusedByPostgres = /^(21|22|23|54)[0-9A-Z]{3}$/;
const refusedByLibsql = /^SQLITE_(CONSTRAINT|TOOBIG|MISMATCH|RANGE)/;

/** Whether the database took issue with a row, and not with the statement or itself. */
export function isRowRefused(error: unknown): boolean {
  const code = codeOf(error);
  return refusedByPostgres.test(code) || refusedByLibsql.test(code);
}

/** Whether an error is a mistake in the code, and not the service's or the database's. */
export const isDefect = (error: unknown): boolean =>
  !(error instanceof Error) ||
  error instanceof TypeError ||
  error instanceof ReferenceError ||
  error instanceof RangeError;

/** The failure that an error stands for. */
export function failureOf(error: unknown): Failure {
  if (error instanceof DswError) return { code: error.code, requestId: error.requestId };
  if (isRowRefused(error)) return { code: "index.rowRefused", requestId: null };
  return { code: isDefect(error) ? "internal" : "index.unavailable", requestId: null };
}

function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}
