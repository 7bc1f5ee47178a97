import { readFileSync } from "node:fs";
import { ConfigError } from "./config";

/**
 * The parsed JSON of a file that a variable of the configuration names.
 * @throws {ConfigError} naming the variable when the file cannot be read or is no JSON
 */
export function readJsonFile(variable: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError([`${variable} cannot be read: ${why}`]);
  }
}
