import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { DescribedPattern } from "../../server/contract";
import { useFormat } from "../i18n/format";
import type { FailureState } from "../paths/failures";
import { MaskedMessage } from "./MaskedMessage";
import { PatternPlaces } from "./PatternPlaces";

interface PatternListProps {
  patterns: readonly DescribedPattern[];
  /** How many there are, which may be more. */
  count: number;
  state: FailureState;
  /** The opened group narrowed further, or less. */
  narrow: (change: Partial<FailureState>) => string;
}

/** The message patterns of an opened group: each with its pushes, and with what stands at its variable places. */
export function PatternList({ patterns, count, state, narrow }: PatternListProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <ul className="flex flex-col gap-3">
      {patterns.map((pattern) => {
        const chosen = pattern.key === state.pattern;
        return (
          <li
            key={pattern.key}
            className={clsx(
              "border-s-2 ps-3",
              chosen ? "border-accent" : "border-line",
              state.pattern !== "" && !chosen && "opacity-70",
            )}
          >
            <p className="flex flex-wrap items-baseline gap-x-2 text-muted text-xs">
              <Link
                to={narrow({
                  pattern: chosen ? "" : pattern.key,
                  place: 0,
                  value: "",
                  message: "",
                })}
                aria-current={chosen ? "true" : undefined}
                title={chosen ? undefined : t("failures.onlyPattern")}
                className="rounded-sm font-medium text-text underline-offset-2 hover:underline"
              >
                {t("failures.count", { count: pattern.count, formatted: number(pattern.count) })}
              </Link>
              {t("failures.instances", { count: pattern.instances })}
              {pattern.reasonCode && <span className="text-subtle">{pattern.reasonCode}</span>}
              {pattern.isNew && (
                <span className="font-medium text-info">{t("failures.isNew")}</span>
              )}
              {chosen && (
                <Link
                  to={narrow({ pattern: "", place: 0, value: "", message: "" })}
                  className="rounded-sm text-accent underline underline-offset-2"
                >
                  {t("failures.allPatterns")}
                </Link>
              )}
            </p>
            <p className="mt-0.5">
              <MaskedMessage parts={pattern.parts} numbered />
            </p>
            <PatternPlaces
              pattern={pattern}
              chosen={chosen ? state : undefined}
              hrefOf={(place, value) => narrow({ pattern: pattern.key, place, value, message: "" })}
            />
          </li>
        );
      })}
      {count > patterns.length && (
        <li className="text-subtle text-xs">
          {t("failures.morePatterns", { count: count - patterns.length })}
        </li>
      )}
    </ul>
  );
}
