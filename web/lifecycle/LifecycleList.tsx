import { parseTime, useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { StatusBadge } from "../status/StatusBadge";
import { takenMs } from "../status/taken";
import { useNow } from "../ui/now";
import { LifecycleMark } from "./LifecycleMark";
import type { PlacedSnapshot, ReadStep } from "./read-lifecycle";

/** More than anybody looks through. */
const shownAtMost = 200;

interface LifecycleListProps {
  steps: readonly ReadStep[];
  snapshots: readonly PlacedSnapshot[];
}

/** What the instance did and its snapshots, in words and in the order of time, newest first. */
export function LifecycleList({ steps, snapshots }: LifecycleListProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const first = parseTime(snapshots[0]?.at) ?? Number.NEGATIVE_INFINITY;
  // The status that the first snapshot found the instance in is told too.
  const begin = steps.findLast(({ time }) => time <= first)?.time ?? first;
  const entries = [
    ...steps
      .filter(({ time }) => time >= begin)
      .map((step, index) => ({ key: `step ${index}`, time: step.time, step, snapshot: null })),
    ...snapshots.map((snapshot) => ({
      key: snapshot.snapshotId,
      time: parseTime(snapshot.at) ?? 0,
      step: null,
      snapshot,
    })),
  ].sort((a, b) => b.time - a.time);
  const shown = entries.slice(0, shownAtMost);
  return (
    <>
      <ol
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t("lifecycle.title")}
        className="mt-1 max-h-72 max-w-3xl overflow-y-auto rounded-md border border-line bg-background py-1 print:max-h-none"
      >
        {shown.map(({ key, time, step, snapshot }) => (
          <li
            key={key}
            className="flex flex-wrap items-center gap-x-3 px-2 py-0.5 text-xs sm:grid sm:grid-cols-[8rem_10rem_minmax(0,1fr)]"
          >
            <Moment time={time} />
            {step ? <Step read={step} /> : <Snapshot snapshot={snapshot} />}
          </li>
        ))}
      </ol>
      {shown.length < entries.length && (
        <p className="mt-1 text-muted text-xs">
          {t("lifecycle.newest", { shown: number(shown.length) })}
        </p>
      )}
    </>
  );
}

function Moment({ time }: { time: number }) {
  const { local, moment } = useFormat();
  return (
    <time dateTime={new Date(time).toISOString()} title={local(time)} className="text-muted">
      {moment(time)}
    </time>
  );
}

function Step({ read }: { read: ReadStep }) {
  const { t } = useTranslation();
  const { duration } = useFormat();
  const { step, time, mark, during } = read;
  const ended = parseTime(step.endedAt);
  const reason = [step.reasonCode, step.reasonMessage].filter((part) => part !== null).join(": ");
  return (
    <>
      <span className="flex min-w-0 items-center gap-1">
        <span className="flex w-1.75 shrink-0">{mark && <LifecycleMark kind={mark} />}</span>
        <StatusBadge status={step.status} />
      </span>
      <span className="wrap-anywhere min-w-0 text-muted">
        {ended !== null && ended > time && <span>{duration(ended - time)}</span>}
        {during && (
          <strong className="ms-2 font-medium text-warn">
            {t("lifecycle.during", { name: nameOf(during) })}
          </strong>
        )}
        {reason && <span className="ms-2 line-clamp-3 inline">{reason}</span>}
      </span>
    </>
  );
}

function Snapshot({ snapshot }: { snapshot: PlacedSnapshot }) {
  const { t } = useTranslation();
  const { duration } = useFormat();
  const taken = takenMs({ ...snapshot, gmtCreateTime: snapshot.at }, useNow());
  return (
    <>
      <span className="ps-2.75">
        <StatusBadge status={snapshot.status} phase={snapshot.phase} />
      </span>
      <span className="wrap-anywhere min-w-0 font-medium">
        {t("lifecycle.snapshot", { name: nameOf(snapshot) })}
        {taken !== null && <span className="ms-2 font-normal text-muted">{duration(taken)}</span>}
      </span>
    </>
  );
}

const nameOf = ({ snapshotName, snapshotId }: PlacedSnapshot) => snapshotName ?? snapshotId;
