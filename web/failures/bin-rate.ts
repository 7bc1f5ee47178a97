import type { BinOutcome } from "../../server/contract";

/** The share of an hour's or a day's settled pushes that failed; null when there were none. */
export const rateOf = ({ failed, succeeded }: BinOutcome): number | null =>
  failed + succeeded === 0 ? null : failed / (failed + succeeded);
