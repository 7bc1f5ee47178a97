import { z } from "zod";
import type { AdviceStep, Cause, LocalText, Matcher } from "./causes";
import { unsafeReason } from "./regex-safety";

const text = z.string().trim().min(1).max(2000);
const localText = z.union([text, z.strictObject({ en: text, "zh-CN": text })]);
/** A step as plain text, or with who can do it. */
const adviceStep = z.union([
  text.transform((line): AdviceStep => ({ who: null, text: line })),
  z
    .strictObject({ who: z.enum(["user", "registryAdmin", "platformTeam"]), text })
    .transform((step): AdviceStep => step),
]);
const adviceLines = z.union([
  text.transform((line): AdviceStep[] => [{ who: null, text: line }]),
  z.array(adviceStep).min(1).max(12),
]);
const advice = z.union([adviceLines, z.strictObject({ en: adviceLines, "zh-CN": adviceLines })]);

const pattern = z.string().transform((source, context) => {
  const add = (message: string) => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  let compiled: RegExp;
  try {
    compiled = new RegExp(source, "iu");
  } catch (error) {
    return add(error instanceof Error ? error.message : "not a regular expression");
  }
  const unsafe = unsafeReason(source);
  if (unsafe !== null) return add(`not safe to run: ${unsafe}`);
  return compiled.test("") ? add("matches every message, even an empty one") : compiled;
});

const runbook = z
  .string()
  .refine((url) => URL.canParse(url) && new URL(url).protocol === "https:", {
    message: "a full https:// address is expected",
  });

const entry = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "lower case letters, digits and hyphens"),
  /** Looked for in the reason's message, and in its code unless `code` is given too. */
  pattern,
  code: pattern.optional(),
  title: localText,
  why: localText.optional(),
  advice,
  runbook: runbook.optional(),
});

/** A team's own entries: `{ "causes": [...] }`. Texts are one string for all languages, or one per language. */
const customCausesFile = z.strictObject({
  $schema: z.string().optional(),
  causes: z.array(z.unknown()).max(500),
});

/** A mistake in the file and where: `causes[2].runbook`. */
export interface Mistake {
  path: string;
  message: string;
}

/**
 * The causes of a team's file, and every mistake in it at once. Entries with a mistake are left out;
 * the caller decides whether to refuse the file when there is any. Put the result before the
 * built-in catalogue: own entries win, and one with a built-in id replaces it in effect.
 *
 * @param parsed the file's parsed JSON.
 */
export function readCustomCauses(parsed: unknown): { causes: Cause[]; mistakes: Mistake[] } {
  const file = customCausesFile.safeParse(parsed);
  if (!file.success) return { causes: [], mistakes: file.error.issues.map(mistakeIn("")) };
  const causes: Cause[] = [];
  const mistakes: Mistake[] = [];
  const firstWith = new Map<string, number>();
  for (const [index, raw] of file.data.causes.entries()) {
    const at = `causes[${index}]`;
    const read = entry.safeParse(raw);
    const id = z.object({ id: z.string() }).safeParse(raw).data?.id;
    const earlier = id === undefined ? undefined : firstWith.get(id);
    if (earlier !== undefined) {
      mistakes.push({ path: `${at}.id`, message: `"${id}" is already used by causes[${earlier}]` });
    } else if (id !== undefined) firstWith.set(id, index);
    if (!read.success) mistakes.push(...read.error.issues.map(mistakeIn(at)));
    else if (earlier === undefined) causes.push(causeOf(read.data));
  }
  return { causes, mistakes };
}

function causeOf(read: z.output<typeof entry>): Cause {
  const match: Matcher[] = read.code
    ? [{ code: read.code, message: read.pattern }]
    : [{ message: read.pattern }, { code: read.pattern }];
  return {
    id: read.id,
    origin: "team",
    title: inBothLanguages(read.title),
    why: read.why === undefined ? null : inBothLanguages(read.why),
    advice: Array.isArray(read.advice) ? { en: read.advice, "zh-CN": read.advice } : read.advice,
    sources: read.runbook === undefined ? [] : [{ title: "Runbook", url: read.runbook }],
    match,
  };
}

function inBothLanguages(value: string | LocalText): LocalText {
  return typeof value === "string" ? { en: value, "zh-CN": value } : value;
}

const mistakeIn =
  (at: string) =>
  (issue: z.core.$ZodIssue): Mistake => {
    const steps = issue.path.map((step) =>
      typeof step === "number" ? `[${step}]` : `.${String(step)}`,
    );
    return {
      path: `${at}${steps.join("")}`.replace(/^\./, "") || "(file)",
      message: issue.message,
    };
  };
