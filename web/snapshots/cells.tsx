import type { Snapshot } from "../../server/contract";
import { Absent, Duration, Elapsed } from "../ui/DateTime";
import { imageParts } from "./image";

/** An image by its repository and tag; the whole address is in the tooltip. */
export function Image({ address }: { address: string | null }) {
  if (address === null) return <Absent />;
  return (
    <code title={address} className="block truncate font-mono text-muted text-xs">
      {imageParts(address).name}
    </code>
  );
}

/** Why it failed, on one line; all of it is in the tooltip. */
export function Reason({ snapshot: { reasonCode, reasonMessage } }: { snapshot: Snapshot }) {
  if (reasonCode === null && reasonMessage === null) return <Absent />;
  return (
    <span
      className="block truncate text-muted"
      title={[reasonCode, reasonMessage].filter(Boolean).join("\n")}
    >
      {reasonCode && <span className="me-2 font-medium text-text">{reasonCode}</span>}
      {reasonMessage}
    </span>
  );
}

/** How long a push took or, while it is in flight, has been taking. */
export const DurationCell = ({ snapshot: { phase, durationMs } }: { snapshot: Snapshot }) =>
  phase === "inFlight" ? (
    <Elapsed milliseconds={durationMs} />
  ) : (
    <Duration milliseconds={durationMs} />
  );
