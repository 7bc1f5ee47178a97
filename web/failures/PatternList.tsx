import { clsx } from "clsx";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import type { FailureState } from "../paths/failures";
import { Link } from "../ui/Link";
import { MaskedMessage } from "./MaskedMessage";
import { type DescribedPattern, PatternPlaces } from "./PatternPlaces";

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
  const list = (shown: readonly DescribedPattern[]) => (
    <ul className="flex flex-col gap-3">
      {shown.map((pattern) => (
        <PatternItem key={pattern.key} pattern={pattern} state={state} narrow={narrow} />
      ))}
    </ul>
  );
  const isFirst = (pattern: DescribedPattern, index: number) =>
    index < shownAtOnce || pattern.key === state.pattern;
  const first = patterns.filter(isFirst);
  const rest = patterns.filter((pattern, index) => !isFirst(pattern, index));
  return (
    <>
      {list(first)}
      {rest.length > 0 && (
        <details className="mt-2 text-xs print-open">
          <summary className="mb-2 rounded-sm text-subtle hover:text-text">
            {t("failures.morePatterns", { count: rest.length })}
          </summary>
          {list(rest)}
        </details>
      )}
      {count > patterns.length && (
        <p className="mt-2 text-subtle text-xs">{t("failures.patternsInAll", { count })}</p>
      )}
    </>
  );
}

/** Patterns that are in view at once. */
const shownAtOnce = 4;

interface PatternItemProps extends Pick<PatternListProps, "state" | "narrow"> {
  pattern: DescribedPattern;
}

function PatternItem({ pattern, state, narrow }: PatternItemProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const chosen = pattern.key === state.pattern;
  return (
    <li className={clsx("border-s-2 ps-3", chosen ? "border-accent" : "border-line")}>
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
        {pattern.isNew && <span className="font-medium text-info">{t("failures.isNew")}</span>}
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
}
