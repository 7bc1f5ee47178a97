import type { Phase } from "../../../server/contract";
import { StatusBadge } from "../../status/StatusBadge";
import { EmptyValue } from "../../ui/DateTime";
import { columnKind } from "./column";

/** The status of what a row is about, or null where there is nothing that could have one. */
export const statusColumn = columnKind((of: { status: string | null; phase?: Phase } | null) =>
  of === null ? (
    <EmptyValue />
  ) : (
    <StatusBadge status={of.status} {...(of.phase && { phase: of.phase })} />
  ),
);
