import { useState } from "react";
import { parseTime, useFormat } from "../i18n/format";
import { useNow } from "./now";

/** A time in a table: short and local, with zone and UTC in the tooltip. A dash where there is none. */
export function DateTime({ at }: { at: string | null }) {
  const format = useFormat();
  const time = parseTime(at);
  if (time === null) return <EmptyValue />;
  return (
    <time
      dateTime={new Date(time).toISOString()}
      title={`${format.local(time)}\n${format.utc(time)}`}
      className="whitespace-nowrap text-muted print:whitespace-normal"
    >
      {format.moment(time)}
    </time>
  );
}

/** How long something took, in milliseconds. A dash where it is not known. */
export function Duration({ milliseconds }: { milliseconds: number | null }) {
  const { duration } = useFormat();
  if (milliseconds === null) return <EmptyValue />;
  return (
    <span className="whitespace-nowrap text-muted tabular-nums">{duration(milliseconds)}</span>
  );
}

/** How long something has been going on, counted on from the last answer. Takes milliseconds. */
export function Elapsed({ milliseconds }: { milliseconds: number | null }) {
  const { duration } = useFormat();
  const now = useNow();
  // Counted from the answer's arrival: the server's clock and the browser's need not agree.
  const [answer, setAnswer] = useState({ milliseconds, at: Date.now() });
  if (answer.milliseconds !== milliseconds) setAnswer({ milliseconds, at: Date.now() });
  if (milliseconds === null) return <EmptyValue />;
  return (
    <span className="whitespace-nowrap text-info tabular-nums">
      {duration(milliseconds + Math.max(0, now - answer.at))}
    </span>
  );
}

/** Shown where there is no value. */
export const EmptyValue = () => <span className="text-subtle">–</span>;
