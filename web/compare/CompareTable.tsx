import type { Snapshot } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import { CompareGroup } from "./CompareGroup";
import { CompareHead, CompareProblems } from "./CompareHead";
import { type CompareSide, sideName } from "./compare-side";
import { type Comparison, isDifferent } from "./compare-snapshots";

interface CompareTableProps {
  left: CompareSide;
  right: CompareSide;
  comparison: Comparison;
  onlyDifferent: boolean;
  /** What can be chosen for either side; undefined until it is read. */
  snapshots: readonly Snapshot[] | undefined;
  snapshotHref: (snapshotId: string) => string;
  onChoose: (chosen: { a?: string; b?: string }) => void;
}

/**
 * Two snapshots as the columns of one table, fields as its rows. Where it is wider than its place
 * it scrolls inside its own region, and the page never does.
 */
export function CompareTable(props: CompareTableProps) {
  const { left, right, comparison } = props;
  const { t } = useTranslation();
  const caption = t("compare.caption", {
    left: sideName(left) ?? t("compare.notChosen"),
    right: sideName(right) ?? t("compare.notChosen"),
  });
  const both = left.snapshot !== undefined && right.snapshot !== undefined;
  const groups = [
    { title: t("compare.outcome"), rows: comparison.outcome },
    { title: t("snapshots.detail.image"), rows: comparison.image },
    { title: t("snapshots.detail.times"), rows: comparison.times },
    {
      title: t("snapshots.detail.labels"),
      rows: comparison.labels,
      none: t("snapshots.detail.noLabels"),
    },
    {
      title: t("snapshots.detail.excludePaths"),
      rows: comparison.excludePaths,
      none: t("snapshots.detail.noExcludePaths"),
    },
  ];
  return (
    <section
      aria-label={t("compare.title")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
      tabIndex={0}
      className="relative overflow-x-auto bg-surface -outline-offset-2 desktop:min-h-0 desktop:flex-1 desktop:overflow-y-auto"
    >
      <table className="w-full min-w-88 table-fixed border-separate border-spacing-0">
        <caption className="sr-only">{caption}</caption>
        <CompareHead
          left={left}
          right={right}
          snapshots={props.snapshots}
          snapshotHref={props.snapshotHref}
          onChoose={props.onChoose}
        />
        <CompareProblems left={left} right={right} />
        {(left.snapshot ?? right.snapshot) !== undefined &&
          groups.map(({ title, rows, none }) => {
            // With one side missing nothing is known to differ: all that is known stays on show.
            const narrowed = both && props.onlyDifferent;
            const shown = narrowed ? rows.filter(isDifferent) : rows;
            if (narrowed && shown.length === 0) return null;
            return (
              <CompareGroup
                key={title}
                title={title}
                rows={shown}
                none={none}
                left={left.snapshot}
                right={right.snapshot}
              />
            );
          })}
      </table>
    </section>
  );
}
