import type { FailureList, TriageFilter as Filter } from "../../server/contract";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { Link } from "../ui/Link";
import { Select } from "../ui/Select";

type Counts = NonNullable<FailureList["triage"]>["counts"];

const filters = ["active", "open", "acknowledged", "muted", "resolved", "all"] as const;

/** Groups of a filter; the counts' keys may be absent where there are none. */
function countOf(counts: Counts, filter: Filter): number {
  const { open, acknowledged, muted, resolved } = counts;
  if (filter === "active") return open + acknowledged;
  return filter === "all" ? open + acknowledged + muted + resolved : counts[filter];
}

interface TriageFilterProps {
  counts: Counts;
  chosen: Filter;
  onChange: (chosen: Filter) => void;
}

/** Narrows the groups by what was made of them, each choice with how many it has. */
export function TriageFilter({ counts, chosen, onChange }: TriageFilterProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <Select
      aria-label={t("failures.triage.filter")}
      value={chosen}
      onChange={(event) => {
        const filter = filters.find((known) => known === event.target.value);
        if (filter) onChange(filter);
      }}
    >
      {filters.map((filter) => (
        <option key={filter} value={filter}>
          {t(`failures.triage.filters.${filter}`)} ({number(countOf(counts, filter))})
        </option>
      ))}
    </Select>
  );
}

/** Says below a list what it hides, and shows that. */
export function HiddenGroups({ counts, href }: { counts: Counts; href: string }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { muted, resolved } = counts;
  if (muted + resolved === 0) return null;
  return (
    <p className="border-line border-b bg-surface px-4 py-2 text-subtle text-xs print:hidden">
      {t("failures.triage.hidden", { muted: number(muted), resolved: number(resolved) })}{" "}
      <Link to={href} className="rounded-sm text-accent underline underline-offset-2">
        {t("failures.triage.showHidden")}
      </Link>
    </p>
  );
}
