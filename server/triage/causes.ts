import { type FailingStep, type FailureFacts, factsOf } from "./failure-facts";
import type { Reason } from "./fingerprint";
import { longestMatched } from "./regex-safety";

export type Language = "en" | "zh-CN";
export type LocalText = Record<Language, string>;

/** Who can do a step: whoever saved the instance, the registry's administrator, or the platform team. */
export type Who = "user" | "registryAdmin" | "platformTeam";

/** One thing to try. `who` is null where the team's file does not say. */
export interface AdviceStep {
  who: Who | null;
  text: string;
  /** Only where the instance supports exclude paths, which few kinds do (docs/dsw-api.md, "Forms of values"). */
  needs?: "pathExclusion";
}

/** One likely cause with what to try. The advice is never the vendor's; `origin` says whose it is. */
export interface Cause {
  /** Stable, since page addresses contain it. */
  id: string;
  /** `snapdeck` for the built-in catalogue, `team` for entries of whoever runs this deployment. */
  origin: "snapdeck" | "team";
  /** What a colleague would say. */
  title: LocalText;
  why: LocalText | null;
  /** What to try, in this order. */
  advice: Record<Language, AdviceStep[]>;
  /** Public documents the knowledge comes from, or the team's runbook; always https. */
  sources: { title: string; url: string }[];
  /** Any one of them is enough. */
  match: Matcher[];
}

/**
 * What a cause is told by. `code` and `message` are asked of the reason as it is. The others are asked of
 * what the message says without its names (failure-facts.ts), and each has its place in `order`.
 */
export interface Matcher {
  code?: RegExp;
  message?: RegExp;
  /** Words that mean this cause wherever they stand. */
  phrase?: RegExp;
  /** The transport's own error, at the end of the chain of errors. */
  transport?: RegExp;
  /** HTTP statuses that say enough by themselves. */
  status?: readonly number[];
  /** The registry's error code or its usual text. */
  registry?: RegExp;
  /** HTTP statuses that say something only where the registry's code does not. */
  vagueStatus?: readonly number[];
  /** Words that mean this cause where nothing else was said. */
  hint?: RegExp;
  /** Counts only where one of these was being done. */
  steps?: readonly FailingStep[];
}

/** What says most is asked first, of every cause in turn. */
const order: readonly ((matcher: Matcher, facts: FailureFacts, code: string) => boolean)[] = [
  ({ phrase }, { said }) => phrase?.test(said) ?? false,
  ({ transport }, { end }) => transport?.test(end) ?? false,
  ({ status }, facts) => facts.status !== null && (status?.includes(facts.status) ?? false),
  ({ registry }, { said }) => registry?.test(said) ?? false,
  ({ vagueStatus }, facts) =>
    facts.status !== null && (vagueStatus?.includes(facts.status) ?? false),
  ({ code: pattern }, _facts, code) => pattern?.test(code) ?? false,
  ({ transport }, { said }) => transport?.test(said) ?? false,
  ({ hint }, { said }) => hint?.test(said) ?? false,
];

/**
 * The cause of the catalogue that fits a failure's reason best, or null: where nothing fits, nothing is
 * guessed. The team's own entries are asked first, in their order.
 */
export function explain(reason: Reason, catalogue: readonly Cause[]): Cause | null {
  const code = (reason.reasonCode ?? "").slice(0, longestMatched);
  const message = (reason.reasonMessage ?? "").slice(0, longestMatched).normalize("NFKC");
  const own = catalogue.find(
    ({ origin, match }) =>
      origin === "team" && match.some((matcher) => fitsAsItIs(matcher, code, message)),
  );
  if (own) return own;
  const facts = factsOf(message);
  for (const asked of order) {
    const found = catalogue.find(({ match }) =>
      match.some(
        (matcher) =>
          asked(matcher, facts, code) &&
          (matcher.steps?.some((step) => facts.steps.has(step)) ?? true),
      ),
    );
    if (found) return found;
  }
  return null;
}

const fitsAsItIs = (matcher: Matcher, code: string, message: string) =>
  (matcher.code !== undefined || matcher.message !== undefined) &&
  (matcher.code?.test(code) ?? true) &&
  (matcher.message?.test(message) ?? true);

/** How many instances are known to support something, of how many it is about. The others may, or may not. */
export interface KnownSupport {
  known: number;
  of: number;
}

/** Whether what to try depends on the instances' support of exclude paths. */
export const asksForPathExclusion = ({ advice }: Pick<Cause, "advice">): boolean =>
  advice.en.some(({ needs }) => needs === "pathExclusion");

const onlySome: Record<
  Language,
  Record<NonNullable<AdviceStep["needs"]>, (known: number, of: number) => string>
> = {
  en: {
    pathExclusion: (known, of) =>
      ` (${known} of these ${of} instances ${known === 1 ? "is" : "are"} known to support excluded paths.)`,
  },
  "zh-CN": {
    pathExclusion: (known, of) => `（共 ${of} 个实例，其中已知 ${known} 个支持排除路径。）`,
  },
};

/**
 * The steps that make sense for instances, some of which support what a step needs. Where only some are known
 * to, the step says how many; where none is, it is left out.
 */
export function stepsFor(
  cause: Pick<Cause, "advice">,
  supports: Record<NonNullable<AdviceStep["needs"]>, KnownSupport>,
): Record<Language, Pick<AdviceStep, "who" | "text">[]> {
  const inLanguage = (language: Language) =>
    cause.advice[language].flatMap(({ who, text, needs }) => {
      if (needs === undefined) return [{ who, text }];
      const { known, of } = supports[needs];
      if (known === 0) return [];
      return [{ who, text: known < of ? text + onlySome[language][needs](known, of) : text }];
    });
  return { en: inLanguage("en"), "zh-CN": inLanguage("zh-CN") };
}
