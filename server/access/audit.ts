/** What is worth a line that an auditor reads. */
export type AuditAction = "signIn" | "signOut" | "refused" | "export" | "report" | "triage";

/** Who did what, when, from where, and what came of it. */
export interface AuditEntry {
  action: AuditAction;
  /** A subject, an address or a token's name; null where nobody signs in, or nobody knows. */
  who: string | null;
  /** The client's IP address; empty when it is not known. */
  from: string;
  /** What it was about: a path without its query, a code. */
  what: string;
  result: "ok" | "refused" | "failed";
  /** Milliseconds since the epoch. */
  at: number;
}

/** Where the lines go. It must not throw. */
export type Audit = (entry: AuditEntry) => void;
