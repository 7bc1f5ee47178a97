import { z } from "zod";
import { type Cause, explain } from "./causes";
import { fingerprint } from "./fingerprint";
import { groupPatterns, templateText } from "./templates";

/** What one line of reasons is answered with. */
export interface ExplainedLine {
  /** The template's key: equal for all lines that stand together, and the same for the same set of lines. */
  group: string;
  /** The template's text, with `<kind>` where values vary. */
  pattern: string;
  /** The id of the cause, or null where none is known. */
  cause: string | null;
}

/** A line that could not be read, counted from 1. */
export interface WrongLine {
  line: number;
  message: string;
}

const text = z.string().nullish();
const reasonLine = z
  .object({ code: text, message: text })
  .refine(({ code, message }) => code !== undefined || message !== undefined, {
    message: '"code" or "message" is expected',
  });

/**
 * Groups and explains the reasons of a JSON Lines text as a whole: `{"code": …, "message": …}` a line, other
 * keys ignored, empty lines passed over. Wrong lines are left out and named.
 */
export function explainLines(
  source: string,
  catalogue: readonly Cause[],
): { explained: ExplainedLine[]; wrong: WrongLine[] } {
  const wrong: WrongLine[] = [];
  const reasons = source.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const read = readLine(line);
    if (typeof read !== "string") return [read];
    wrong.push({ line: index + 1, message: read });
    return [];
  });
  const patterns = reasons.map((reason) => fingerprint(reason));
  const templates = groupPatterns(patterns);
  const explained = reasons.flatMap((reason, index) => {
    const template = templates.get(patterns[index]?.key ?? "");
    if (!template) return [];
    const cause = explain(reason, catalogue)?.id ?? null;
    return [{ group: template.key, pattern: templateText(template), cause }];
  });
  return { explained, wrong };
}

/** The reason of a line, or what is wrong with it. */
function readLine(
  line: string,
): { reasonCode: string | null; reasonMessage: string | null } | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch (error) {
    return error instanceof Error ? error.message : "not JSON";
  }
  const read = reasonLine.safeParse(parsed);
  if (!read.success) {
    return read.error.issues
      .map(({ path, message }) => [...path.map(String), message].join(": "))
      .join("; ");
  }
  return { reasonCode: read.data.code ?? null, reasonMessage: read.data.message ?? null };
}
