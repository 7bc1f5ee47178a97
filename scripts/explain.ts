/**
 * `npm run --silent explain -- FILE.jsonl [--causes FILE]`: how failures would be grouped and explained, to
 * try a team's causes file before it is deployed. Ends with 0, with 1 where lines were wrong, and with 2
 * where a file cannot be read or the causes file has mistakes.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { builtInCauses } from "../server/triage/causes-catalogue";
import { readCustomCauses } from "../server/triage/custom-causes";
import { explainLines } from "../server/triage/explain-lines";

const usage = `npm run --silent explain -- FILE.jsonl [--causes FILE]

Reads {"code": …, "message": …} from each line (FILE may be - for standard input) and prints
{"group": …, "pattern": …, "cause": …} for each: lines of one group differ only where values vary,
"cause" is the id of the likely cause, or null. --causes adds a team's causes file, asked first.`;

/** Says what is wrong and ends the command without output. */
class CommandError extends Error {}

function read(file: string | 0): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error));
  }
}

function teamCauses(file: string) {
  let parsed: unknown;
  const text = read(file);
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${file}: ${error instanceof Error ? error.message : "not JSON"}`);
  }
  const { causes, mistakes } = readCustomCauses(parsed);
  if (mistakes.length > 0)
    throw new CommandError(
      mistakes.map(({ path, message }) => `${file}: ${path}: ${message}`).join("\n"),
    );
  return causes;
}

function parameters() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { causes: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : ""}\n\n${usage}`);
  }
}

function main(): number {
  const { values, positionals } = parameters();
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new CommandError(`One file is expected.\n\n${usage}`);
  const own = values.causes === undefined ? [] : teamCauses(values.causes);
  const { explained, wrong } = explainLines(read(file === "-" ? 0 : file), [
    ...own,
    ...builtInCauses,
  ]);
  process.stdout.write(explained.map((line) => `${JSON.stringify(line)}\n`).join(""));
  for (const { line, message } of wrong) process.stderr.write(`${file}:${line}: ${message}\n`);
  return wrong.length > 0 ? 1 : 0;
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exitCode = error.code === "EPIPE" ? 0 : 2;
});
try {
  process.exitCode = main();
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
