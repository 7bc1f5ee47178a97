import { parseTime, useFormat } from "../i18n/format";
import { useNow } from "./now";
import { useTimeStyle } from "./time-style";

/**
 * A time in a table: short, by date or by how long ago as the reader has set it. Exactly, with its zone and in UTC, it
 * is in the tooltip, and beside it while its row has the focus of the keyboard. A dash where there is none.
 */
export function DateTime({ at }: { at: string | null }) {
  const format = useFormat();
  const style = useTimeStyle();
  const time = parseTime(at);
  if (time === null) return <EmptyValue />;
  const exact = format.local(time);
  return (
    <time
      dateTime={new Date(time).toISOString()}
      title={`${exact}\n${format.utc(time)}`}
      data-exact={exact}
      className="exact-on-focus relative whitespace-nowrap text-muted print:whitespace-normal"
    >
      {style === "relative" ? <Ago time={time} /> : format.moment(time)}
    </time>
  );
}

/** How long ago a time was, counted on. Takes milliseconds since the epoch. */
function Ago({ time }: { time: number }) {
  const { ago } = useFormat();
  return ago(time, useNow());
}

/** How long something took, in milliseconds. A dash where it is not known. */
export function Duration({ milliseconds }: { milliseconds: number | null }) {
  const { duration } = useFormat();
  if (milliseconds === null) return <EmptyValue />;
  return (
    <span className="whitespace-nowrap text-muted tabular-nums">{duration(milliseconds)}</span>
  );
}

/** Shown where there is no value. */
export const EmptyValue = () => <span className="text-subtle">–</span>;
