import type { FailureList } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import { type FailureState, groupingOf, groupingsOf, sortOf, sortsOf } from "../paths/failures";
import { Segments } from "../ui/Segments";
import { Select } from "../ui/Select";
import { TriageFilter } from "./TriageFilter";

interface GroupControlsProps {
  state: FailureState;
  /** Null where groups are not triaged. */
  triage: FailureList["triage"];
  onChange: (change: Partial<FailureState>) => void;
}

/** How the list below is grouped and ordered, and which of its groups are shown. */
export function GroupControls({ state, triage, onChange }: GroupControlsProps) {
  const { t } = useTranslation();
  const grouping = groupingOf(state);
  const sorts = sortsOf[state.outcome];
  const sort = sortOf(state);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b bg-background px-4 py-1.5 print:hidden">
      <Segments
        label={t("failures.by")}
        value={grouping}
        options={groupingsOf[state.outcome].map((value) => ({
          value,
          label: t(`failures.bys.${value}`),
          content: t(`failures.bys.${value}`),
        }))}
        onChange={(by) => onChange({ by })}
      />
      {grouping !== "push" && (
        <Select
          aria-label={t("failures.sort")}
          title={t(`failures.sortHints.${sort}`)}
          value={sort}
          onChange={(event) => {
            const chosen = sorts.find((known) => known === event.target.value);
            if (chosen) onChange({ sort: chosen });
          }}
        >
          {sorts.map((each) => (
            <option key={each} value={each} title={t(`failures.sortHints.${each}`)}>
              {t(`failures.sorts.${each}`)}
            </option>
          ))}
        </Select>
      )}
      {triage && grouping !== "push" && (
        <TriageFilter
          counts={triage.counts}
          chosen={state.triage}
          onChange={(chosen) => onChange({ triage: chosen })}
        />
      )}
      {grouping !== "push" && (
        <p className="min-w-0 flex-1 truncate text-subtle text-xs max-lg:hidden">
          {t(`failures.sortHints.${sort}`)}
        </p>
      )}
    </div>
  );
}
