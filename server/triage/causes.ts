import type { Reason } from "./fingerprint";
import { longestMatched } from "./regex-safety";

export type Language = "en" | "zh-CN";
export type LocalText = Record<Language, string>;

/** One likely cause with what to try. The advice is never the vendor's; `origin` says whose it is. */
export interface Cause {
  /** Stable, since page addresses contain it. */
  id: string;
  /** `snapdeck` for the built-in catalogue, `team` for entries of whoever runs this deployment. */
  origin: "snapdeck" | "team";
  title: LocalText;
  why: LocalText | null;
  advice: Record<Language, string[]>;
  /** Public documents the knowledge comes from, or the team's runbook; always https. */
  sources: { title: string; url: string }[];
  /** Any one of them is enough. */
  match: Matcher[];
}

/** Matches when each of its patterns finds something. */
export interface Matcher {
  code?: RegExp;
  message?: RegExp;
}

/**
 * The first cause of the catalogue that fits a failure's reason, or null: where nothing fits, nothing
 * is guessed. Put a team's own entries before the built-in ones.
 */
export function explain(reason: Reason, catalogue: readonly Cause[]): Cause | null {
  const code = (reason.reasonCode ?? "").slice(0, longestMatched);
  const message = (reason.reasonMessage ?? "").slice(0, longestMatched).normalize("NFKC");
  const fits = (matcher: Matcher) =>
    (matcher.code !== undefined || matcher.message !== undefined) &&
    (matcher.code?.test(code) ?? true) &&
    (matcher.message?.test(message) ?? true);
  return catalogue.find((cause) => cause.match.some(fits)) ?? null;
}
