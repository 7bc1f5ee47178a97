import { useTranslation } from "react-i18next";
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

/** The values of a status filter with their counts. An absent status cannot be asked for and is left out. */
export function useStatusOptions(
  counts: Record<string, number> | null | undefined,
): FilterOption[] {
  const { t } = useTranslation();
  return sortedStatuses(counts ?? {})
    .filter(([status]) => status !== "")
    .map(([status, count]) => ({
      value: status,
      label: statusWord(t, status),
      content: <StatusBadge status={status} />,
      count,
    }));
}
