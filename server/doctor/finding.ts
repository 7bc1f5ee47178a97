/** What is looked at. */
export type CheckName =
  | "node"
  | "configuration"
  | "proxy"
  | "credential"
  | "endpoint"
  | "permission"
  | "clock"
  | "database"
  | "disk";

/** What one check came to. Nothing secret is in it. */
export interface Finding {
  check: CheckName;
  /** The connection that it is about; null for the whole server. */
  connection: string | null;
  /** The RAM action, of a permission. */
  action: string | null;
  /** `failed`: something needed does not work. `warning`: something optional does not, or may not for long. */
  state: "ok" | "warning" | "failed" | "skipped";
  message: string;
  /** What to do about it. */
  remedy: string | null;
}

type Rest = { connection?: string; action?: string; remedy?: string | null };

/** A finding; what is left out is null. */
export function finding(
  check: CheckName,
  state: Finding["state"],
  message: string,
  { connection, action, remedy }: Rest = {},
): Finding {
  return {
    check,
    connection: connection ?? null,
    action: action ?? null,
    state,
    message,
    remedy: remedy ?? null,
  };
}
