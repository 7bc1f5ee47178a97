import { DswError } from "../dsw";
import { isRefusedRow, rowRefused } from "../store/upsert";

/** Why something could not be read or saved, as the coverage and the sync's state name it. */
export interface Failure {
  code: string;
  requestId: string | null;
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
  if (isRefusedRow(error)) return { code: rowRefused, requestId: null };
  return { code: isDefect(error) ? "internal" : "index.unavailable", requestId: null };
}
