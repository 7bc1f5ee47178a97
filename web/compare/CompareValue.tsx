import { Minus, Plus } from "lucide-react";
import type { Snapshot } from "../../server/contract";
import { parseTime, useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { StatusBadge } from "../status/StatusBadge";
import { EmptyValue } from "../ui/DateTime";
import { Code } from "../ui/Fields";
import { type CompareRow, isDifferent, type Sides, splitTexts } from "./compare-snapshots";

interface CompareValueProps {
  row: CompareRow;
  side: "left" | "right";
  snapshot: Snapshot;
}

/** One side's value of a line. The right side also has the difference from the left. */
export function CompareValue({ row, side, snapshot }: CompareValueProps) {
  const { t } = useTranslation();
  switch (row.field) {
    case "status":
      return (
        <span className="-ms-1.5 inline-flex max-w-full">
          <StatusBadge status={snapshot.status} phase={snapshot.phase} />
        </span>
      );
    case "reason":
      return row[side] === null ? (
        <EmptyValue />
      ) : (
        <span className="whitespace-pre-wrap">{row[side]}</span>
      );
    case "imageId":
      return row[side] === null ? <EmptyValue /> : <Code>{row[side]}</Code>;
    case "imageUrl":
      return <Address row={row} side={side} />;
    case "created":
    case "modified":
      return (
        <>
          <Time at={row[side]} />
          {side === "right" && <Delta delta={row.delta} more="later" less="earlier" />}
        </>
      );
    case "duration":
      return (
        <>
          <DurationCell milliseconds={row[side]} phase={snapshot.phase} />
          {side === "right" && <Delta delta={row.delta} more="longer" less="shorter" />}
        </>
      );
    case "label":
      if (row[side] === null) return <Missing text={t("compare.noLabel")} />;
      if (row[side] === "") return <span className="text-muted">{t("compare.emptyLabel")}</span>;
      return <Code>{row[side]}</Code>;
    case "excludePath":
      if (!row[side]) return <Missing text={t("compare.absent")} />;
      return (
        <span className="inline-flex items-center gap-1">
          <Plus aria-hidden className="size-3.5 shrink-0" />
          {t("compare.present")}
        </span>
      );
  }
}

/** An image's address; where the other side's differs, what differs in it is marked. */
function Address({ row, side }: { row: Sides<string | null>; side: "left" | "right" }) {
  const text = row[side];
  if (text === null) return <EmptyValue />;
  const split =
    row.left !== null && row.right !== null && isDifferent(row)
      ? splitTexts(row.left, row.right)
      : null;
  if (split === null) return <Code>{text}</Code>;
  const { before, differing, after } = split[side];
  return (
    <Code>
      {before}
      <mark className="bg-transparent font-semibold text-text underline decoration-warn decoration-2 underline-offset-3">
        {differing}
      </mark>
      {after}
    </Code>
  );
}

const Missing = ({ text }: { text: string }) => (
  <span className="inline-flex items-center gap-1 text-muted">
    <Minus aria-hidden className="size-3.5 shrink-0" />
    {text}
  </span>
);

function Time({ at }: { at: string | null }) {
  const format = useFormat();
  const time = parseTime(at);
  if (time === null) return <EmptyValue />;
  return (
    <time dateTime={new Date(time).toISOString()} title={format.utc(time)}>
      {format.local(time)}
    </time>
  );
}

function DurationCell({
  milliseconds,
  phase,
}: { milliseconds: number | null } & Pick<Snapshot, "phase">) {
  const { t } = useTranslation();
  const { duration } = useFormat();
  if (milliseconds === null) return <EmptyValue />;
  return (
    <>
      {duration(milliseconds)}
      {phase === "inFlight" && <span className="text-muted"> {t("snapshots.detail.elapsed")}</span>}
    </>
  );
}

interface DeltaProps {
  delta: number | null;
  more: "later" | "longer";
  less: "earlier" | "shorter";
}

function Delta({ delta, more, less }: DeltaProps) {
  const { t } = useTranslation();
  const { duration } = useFormat();
  // Differences below a second would read as none.
  if (delta === null || Math.abs(delta) < 1000) return null;
  return (
    <span className="block text-muted text-xs">
      {t(`compare.${delta > 0 ? more : less}`, { duration: duration(Math.abs(delta)) })}
    </span>
  );
}
