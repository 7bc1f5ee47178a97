import { log } from "../log/log";

/**
 * The last resort: an error that nobody handled is logged, and the process goes on. Every piece of work
 * handles its own errors; where one was forgotten, the pages that do not depend on it must not go away.
 */
export function logUnhandledErrors(): void {
  // Without this, a reader of our output that goes away would be an unhandled error with every line.
  for (const output of [process.stdout, process.stderr]) output.on("error", () => {});
  const say = (error: unknown) => log.error("an error that nothing handled", { err: error });
  process.on("uncaughtException", say);
  process.on("unhandledRejection", say);
}
