import type { Phase } from "../../../server/contract";
import { StatusBadge } from "../../status/StatusBadge";
import { EmptyValue } from "../../ui/DateTime";
import { columnKind } from "./column";

/** Statuses; null where there is nothing to have one, such as a snapshot of an instance without any. */
export const statusColumn = columnKind((of: { status: string | null; phase?: Phase } | null) =>
  of === null ? (
    <EmptyValue />
  ) : (
    <StatusBadge status={of.status} {...(of.phase && { phase: of.phase })} />
  ),
);
