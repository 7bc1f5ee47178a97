import { CircleAlert, Container, FolderClosed, UserRound } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FailureList } from "../../server/contract";
import type { FailureState } from "../links";
import { FilterMenu } from "../table/FilterMenu";
import { SearchField } from "../ui/SearchField";
import { Segments } from "../ui/Segments";
import { Select } from "../ui/Select";

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

/** Everything that narrows the failures page, each value with how many pushes it has. */
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
      <Segments
        label={t("failures.period")}
        value={state.period}
        options={segments(["24h", "7d", "30d"] as const, (value) => t(`failures.periods.${value}`))}
        onChange={(period) => onChange({ period })}
      />
      <Segments
        label={t("failures.outcome")}
        value={state.outcome}
        options={segments(["failed", "stuck", "succeeded"] as const, (value) =>
          t(`failures.outcomes.${value}`),
        )}
        onChange={(outcome) => onChange({ outcome, group: "", instance: "" })}
      />
      {(["reason", "workspace", "owner", "registry"] as const).map((field) => (
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
      {state.group === "" && state.instance === "" && (
        <>
          <Segments
            label={t("failures.by")}
            value={state.by}
            options={[
              { value: "cause", label: t("failures.byCause"), content: t("failures.byCause") },
              {
                value: "instance",
                label: t("failures.byInstance"),
                content: t("failures.byInstance"),
              },
            ]}
            onChange={(by) => onChange({ by })}
          />
          <Select
            aria-label={t("failures.sort")}
            value={state.sort}
            onChange={(event) => {
              const sort = sorts.find((known) => known === event.target.value);
              if (sort) onChange({ sort });
            }}
          >
            {sorts.map((sort) => (
              <option key={sort} value={sort}>
                {t(`failures.sorts.${sort}`)}
              </option>
            ))}
          </Select>
        </>
      )}
    </>
  );
}

const sorts = ["lastSeen", "count", "newness"] as const;
