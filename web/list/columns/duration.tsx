import type { Snapshot } from "../../../server/contract";
import { Duration, Elapsed } from "../../ui/DateTime";
import { columnKind } from "./column";

type Push = Pick<Snapshot, "phase" | "durationMs">;

/** How long a push took or, while it is in flight, has been taking. */
export const DurationCell = ({ push: { phase, durationMs } }: { push: Push }) =>
  phase === "inFlight" ? (
    <Elapsed milliseconds={durationMs} />
  ) : (
    <Duration milliseconds={durationMs} />
  );

/** Push times. */
export const durationColumn = columnKind((push: Push) => <DurationCell push={push} />);
