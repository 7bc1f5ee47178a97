import type { AdviceStep, Language, Who } from "./causes";

type Line = readonly [who: Who, en: string, zh: string, needs?: "pathExclusion"];

/** The advice of a built-in cause, each step in both languages. */
export function steps(...lines: readonly Line[]): Record<Language, AdviceStep[]> {
  const inLanguage = (at: 1 | 2) =>
    lines.map((line) => ({
      who: line[0],
      text: line[at],
      ...(line[3] && { needs: line[3] }),
    }));
  return { en: inLanguage(1), "zh-CN": inLanguage(2) };
}
