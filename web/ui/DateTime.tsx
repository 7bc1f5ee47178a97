import { useState } from "react";
import { parseTime, useFormat } from "../i18n/format";
import { useNow } from "./now";

/** A time in a table: short and local, with zone and UTC in the tooltip. A dash where there is none. */
export function DateTime({ at }: { at: string | null }) {
  const format = useFormat();
  const time = parseTime(at);
  if (time === null) return <Absent />;
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
  if (milliseconds === null) return <Absent />;
  return <span className="whitespace-nowrap text-muted">{duration(milliseconds)}</span>;
}

/** How long something has been going on, counted on from when it was last told. Takes milliseconds. */
export function Elapsed({ milliseconds }: { milliseconds: number | null }) {
  const { duration } = useFormat();
  const now = useNow();
  // The server's count starts here: its clock and the browser's need not agree.
  const [told, setTold] = useState({ milliseconds, at: Date.now() });
  if (told.milliseconds !== milliseconds) setTold({ milliseconds, at: Date.now() });
  if (milliseconds === null) return <Absent />;
  return (
    <span className="whitespace-nowrap text-info">
      {duration(milliseconds + Math.max(0, now - told.at))}
    </span>
  );
}

/** Stands where a value is absent. */
export const Absent = () => <span className="text-subtle">–</span>;
