import { clsx } from "clsx";
import type { ResponseOf } from "../../server/contract";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import type { FailureState } from "../paths/failures";
import { Link } from "../ui/Link";
import { usePlaceKind } from "./usePlaceKind";

export type DescribedPattern = ResponseOf<"/{connection}/failures/group">["patterns"][number];

interface PatternPlacesProps {
  pattern: DescribedPattern;
  /** What the page is narrowed to, where it is to this pattern. */
  chosen: Pick<FailureState, "place" | "value"> | undefined;
  /** The pushes with one value; places are numbered from 1. An empty value is all of them. */
  hrefOf: (place: number, value: string) => string;
}

/** Values that are in view at once. */
const shownAtOnce = 3;

/** What stands at the variable places of a pattern, the most frequent values first; each narrows to its pushes. */
export function PatternPlaces({ pattern: { places, count }, chosen, hrefOf }: PatternPlacesProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const kindOf = usePlaceKind();
  // The values of one push stand in its message.
  if (places.length === 0 || count < 2) return null;
  return (
    <dl className="mt-1 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 text-xs leading-6">
      {places.map(({ place, kind, distinct, values }) => (
        <div key={place} className="contents">
          <dt className="text-subtle">
            <sup>{place + 1}</sup> {kindOf(kind)}
          </dt>
          <dd className="flex min-w-0 flex-wrap items-baseline gap-x-2.5">
            {shownOf(values, chosen?.place === place + 1 ? chosen.value : "").map(
              ({ value, count }) => {
                const isChosen = chosen?.place === place + 1 && chosen.value === value;
                return (
                  <span key={value} className="flex min-w-0 max-w-full items-baseline gap-1">
                    <Link
                      to={isChosen ? hrefOf(0, "") : hrefOf(place + 1, value)}
                      aria-current={isChosen ? "true" : undefined}
                      title={isChosen ? t("failures.allValues") : t("failures.narrowTo", { value })}
                      className={clsx(
                        "truncate rounded-sm font-mono underline-offset-2 hover:underline",
                        isChosen ? "bg-chosen font-semibold text-text" : "text-muted",
                      )}
                    >
                      {value}
                    </Link>
                    <span className="text-subtle">{number(count)}</span>
                  </span>
                );
              },
            )}
            {distinct > shownAtOnce && (
              <span className="text-subtle">{t("failures.values", { count: distinct })}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

type Values = DescribedPattern["places"][number]["values"];

/** The first values, and the chosen one wherever it stands. */
const shownOf = (values: Values, chosen: string): Values =>
  values.filter(({ value }, index) => index < shownAtOnce || value === chosen);
