import type { Snapshot } from "../../../server/contract";
import { EmptyValue } from "../../ui/DateTime";
import { columnKind } from "./column";

type Reason = Pick<Snapshot, "reasonCode" | "reasonMessage">;

/** Why a push failed, on one line; all of it is in the tooltip. */
export function ReasonCell({ reason: { reasonCode, reasonMessage } }: { reason: Reason }) {
  if (reasonCode === null && reasonMessage === null) return <EmptyValue />;
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

/** Reasons with their codes. */
export const reasonColumn = columnKind((reason: Reason) => <ReasonCell reason={reason} />);
