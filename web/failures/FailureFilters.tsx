import { CircleAlert, Container, FilterX, FolderClosed, UserRound } from "lucide-react";
import type { FailureList } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import { FilterMenu } from "../list/FilterMenu";
import { isFiltered } from "../list/filters";
import { type FailureState, failureParams, nothingOpened } from "../paths/failures";
import { Button } from "../ui/Button";
import { SearchField } from "../ui/SearchField";
import { Segments } from "../ui/Segments";
import { Select } from "../ui/Select";
import { PeriodChoice } from "./PeriodChoice";

interface FailureFiltersProps {
  state: FailureState;
  facets: FailureList["facets"] | undefined;
  onChange: (change: Partial<FailureState>, options?: { replace?: boolean }) => void;
}

const icons = {
  reason: CircleAlert,
  workspace: FolderClosed,
  owner: UserRound,
  registry: Container,
} as const;

/** The filters of the failures page, each value with how many pushes it has. */
export function FailureFilters({ state, facets, onChange }: FailureFiltersProps) {
  const { t } = useTranslation();
  const segments = <Value extends string>(
    values: readonly Value[],
    word: (value: Value) => string,
  ) => values.map((value) => ({ value, label: word(value), content: word(value) }));
  return (
    <>
      <SearchField
        label={t("failures.search")}
        hint={t("failures.searchHint")}
        value={state.q}
        onSearch={(q) => onChange({ q }, { replace: true })}
      />
      {/* What is stuck is so now, whenever it began. */}
      {state.outcome !== "stuck" && <PeriodChoice state={state} onChange={onChange} />}
      <Segments
        label={t("failures.outcome")}
        value={state.outcome}
        options={segments(["failed", "stuck", "succeeded"] as const, (value) =>
          t(`failures.outcomes.${value}`),
        )}
        onChange={(outcome) =>
          onChange({ outcome, by: failureParams.defaults.by, ...nothingOpened })
        }
      />
      {state.outcome === "stuck" && (
        <Select
          aria-label={t("failures.stuckLimit")}
          value={state.hours}
          onChange={(event) => onChange({ hours: Number(event.target.value) })}
        >
          {stuckHours(state.hours).map((hours) => (
            <option key={hours} value={hours}>
              {hours === 0 ? t("failures.stuckUsual") : t("failures.stuckHours", { count: hours })}
            </option>
          ))}
        </Select>
      )}
      {filterFields(state.outcome).map((field) => (
        <FilterMenu
          key={field}
          label={t(`failures.${field}`)}
          icon={icons[field]}
          options={(facets?.[field] ?? []).map(({ value, label, count }) => ({
            value,
            label: label ?? value,
            count,
          }))}
          chosen={state[field]}
          onChange={(chosen) => onChange({ [field]: chosen })}
          pending={facets === undefined}
        />
      ))}
      {isFiltered(state, noFilters) && (
        <Button variant="quiet" icon={FilterX} onClick={() => onChange(noFilters)}>
          {t("failures.showAll")}
        </Button>
      )}
    </>
  );
}

/** What clears every filter but the period and the outcome. */
export const noFilters: Partial<FailureState> = {
  q: "",
  workspace: [],
  owner: [],
  registry: [],
  reason: [],
};

/** What succeeded has no reason. */
const filterFields = (outcome: FailureState["outcome"]) =>
  outcome === "succeeded"
    ? (["workspace", "owner", "registry"] as const)
    : (["reason", "workspace", "owner", "registry"] as const);

/** The limits on offer, a link's own among them; 0 is what is unusual on the account. */
const stuckHours = (chosen: number) =>
  [...new Set([0, 1, 2, 6, 12, 24, chosen])].sort((a, b) => a - b);
