import type { Snapshot } from "../../server/contract";
import { parseTime, useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { ProblemLine } from "../problems/ProblemLine";
import { StatusBadge } from "../status/StatusBadge";
import { Code } from "../ui/Fields";
import { Link } from "../ui/Link";
import { Skeleton } from "../ui/Skeleton";
import { CompareChoice } from "./CompareChoice";
import { type CompareSide, sideName } from "./compare-side";

interface CompareHeadProps {
  left: CompareSide;
  right: CompareSide;
  snapshots: readonly Snapshot[] | undefined;
  snapshotHref: (snapshotId: string) => string;
  onChoose: (chosen: { a?: string; b?: string }) => void;
}

/** Which two snapshots are compared, and how to choose others. Stays in view while the lines scroll. */
export function CompareHead({ left, right, snapshots, snapshotHref, onChoose }: CompareHeadProps) {
  const { t } = useTranslation();
  const choices = [
    {
      label: t("compare.chooseLeft"),
      side: left,
      onChoose: (a: string) => onChoose({ a }),
    },
    {
      label: t("compare.chooseRight"),
      side: right,
      onChoose: (b: string) => onChoose({ b }),
    },
  ];
  return (
    <thead className="bg-surface desktop:sticky desktop:top-0 desktop:z-head">
      <tr>
        <td className="w-24 px-2 md:w-56 md:ps-4" />
        {choices.map((choice) => (
          <td key={choice.label} className="px-2 pt-2.5 pb-1 md:last:pe-4">
            <CompareChoice {...choice} snapshots={snapshots} />
          </td>
        ))}
      </tr>
      <tr className="align-top">
        <th
          scope="col"
          className="border-line border-b px-2 pt-1.5 text-start align-top font-medium text-subtle text-xs md:ps-4"
        >
          {t("compare.field")}
        </th>
        <SideHeader side={left} href={snapshotHref} />
        <SideHeader side={right} href={snapshotHref} />
      </tr>
    </thead>
  );
}

/** What went wrong with either side, in that side's column; nothing when there is no failure. */
export function CompareProblems({ left, right }: Pick<CompareHeadProps, "left" | "right">) {
  if (left.error === null && right.error === null) return null;
  return (
    <tbody>
      <tr className="align-top">
        <td className="border-line border-b" />
        <SideProblem side={left} />
        <SideProblem side={right} />
      </tr>
    </tbody>
  );
}

function SideHeader({ side, href }: { side: CompareSide; href: CompareHeadProps["snapshotHref"] }) {
  const { t } = useTranslation();
  const { id, snapshot, error } = side;
  return (
    <th
      scope="col"
      className="border-line border-b px-2 pt-1 pb-2 text-start font-normal md:last:pe-4"
    >
      {id === "" ? (
        <span className="text-subtle">{t("compare.notChosen")}</span>
      ) : (
        <>
          <span className="flex flex-wrap items-center gap-x-1.5">
            {snapshot ? (
              <>
                <Link to={href(id)} className="wrap-anywhere font-semibold hover:underline">
                  {sideName(side)}
                </Link>
                <StatusBadge status={snapshot.status} phase={snapshot.phase} />
              </>
            ) : (
              error === null && (
                <>
                  <Skeleton className="my-1.5 w-24" />
                  <span className="sr-only">{t("list.loading")}</span>
                </>
              )
            )}
          </span>
          <span className="text-muted">
            <Code>{id}</Code>
          </span>
          <ReadAt at={side.readAt} />
          {side.fromIndex && (
            <span className="block text-subtle text-xs">{t("snapshots.gone")}</span>
          )}
        </>
      )}
    </th>
  );
}

/** How old a side is. */
function ReadAt({ at }: { at: string | undefined }) {
  const { t } = useTranslation();
  const { clock, local } = useFormat();
  const time = parseTime(at);
  if (time === null) return null;
  return (
    <span title={local(time)} className="block text-subtle text-xs">
      {t("list.readAt", { time: clock(time) })}
    </span>
  );
}

function SideProblem({ side: { error, onRetry } }: { side: CompareSide }) {
  const { t } = useTranslation();
  return (
    <td className="border-line border-b px-2 py-2 md:last:pe-4">
      {error !== null && (
        <div className="wrap-anywhere rounded-md border border-line bg-inset px-3 py-2">
          <ProblemLine what={t("snapshots.detail.failed")} error={error} onRetry={onRetry} />
        </div>
      )}
    </td>
  );
}
