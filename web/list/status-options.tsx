import type { NoStatus } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import { StatusBadge, statusWord } from "../status/StatusBadge";
import { styleOf, type Tone } from "../status/status-styles";
import type { FilterOption } from "./FilterMenu";

const rank: Record<Tone, number> = { danger: 0, info: 1, waiting: 2, neutral: 3, success: 4 };

/** Statuses in the order of their urgency: what failed first, then what is under way. */
export function sortedStatuses(counts: Record<string, number>): [string, number][] {
  return Object.entries(counts).sort(
    ([a, countA], [b, countB]) =>
      rank[styleOf(a).tone] - rank[styleOf(b).tone] || countB - countA || (a < b ? -1 : 1),
  );
}

const noStatus: NoStatus = "none";

/** What the filter takes for a counted status word, of which the empty one stands for an absent status. */
export const filterValueOf = (word: string): string => (word === "" ? noStatus : word);

/** The values of a status filter with their counts. */
export function useStatusOptions(
  counts: Record<string, number> | null | undefined,
): FilterOption[] {
  const { t } = useTranslation();
  return sortedStatuses(counts ?? {}).map(([word, count]) => {
    const status = word === "" ? null : word;
    return {
      value: filterValueOf(word),
      label: statusWord(t, status),
      content: <StatusBadge status={status} />,
      count,
    };
  });
}
