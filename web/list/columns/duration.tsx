import type { Snapshot } from "../../../server/contract";
import { useFormat } from "../../i18n/format";
import { takenMs } from "../../status/taken";
import { Duration, EmptyValue } from "../../ui/DateTime";
import { useNow } from "../../ui/now";
import { columnKind } from "./column";

type Push = Pick<Snapshot, "phase" | "durationMs" | "gmtCreateTime">;

/** How long a push took or, while it is in flight, has been taking. */
export const DurationCell = ({ push }: { push: Push }) =>
  push.phase === "inFlight" ? <Elapsed push={push} /> : <Duration milliseconds={push.durationMs} />;

/** Counted from the creation on, by the browser's clock. */
function Elapsed({ push }: { push: Push }) {
  const { duration } = useFormat();
  const milliseconds = takenMs(push, useNow());
  if (milliseconds === null) return <EmptyValue />;
  return <span className="whitespace-nowrap text-info tabular-nums">{duration(milliseconds)}</span>;
}

/** Push times. */
export const durationColumn = columnKind((push: Push) => <DurationCell push={push} />);
