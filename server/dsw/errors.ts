import type { ProblemCode } from "../contract";

/** The problem codes this module may raise. */
export type DswErrorCode = Extract<ProblemCode, `upstream.${string}` | "credentials.missing">;

/** What is known of a failed call; whatever is left out is unknown. */
export interface DswErrorFacts {
  code: DswErrorCode;
  message: string;
  upstreamCode?: string | null;
  httpStatus?: number | null;
  requestId?: string | null;
  retryable?: boolean;
  transient?: boolean;
  permission?: string | null;
  workspace?: string | null;
  retryAfterMs?: number | null;
  tooLarge?: boolean;
}

/**
 * A call of the DSW service that gave no usable response. The message is one sentence of our own, safe to
 * show and to log: it never carries the server's string to sign, a secret, a token or an access key id.
 */
export class DswError extends Error {
  readonly code: DswErrorCode;
  /** The service's own `Code`, when it has the form of one. */
  readonly upstreamCode: string | null;
  readonly httpStatus: number | null;
  /** The service's request id, to quote in a support ticket. */
  readonly requestId: string | null;
  /** Whether the same call may succeed when a person tries it again. */
  readonly retryable: boolean;
  /** Whether the call itself may try once more at once: throttling, 5xx, resets, time-outs, a used nonce. */
  readonly transient: boolean;
  /** The RAM action that is missing, for example `paidsw:ListInstances`; only on refusals. */
  readonly permission: string | null;
  /** The workspace that a call was refused for, where the service named one. */
  readonly workspace: string | null;
  /** How long the service asked to wait, in milliseconds. */
  readonly retryAfterMs: number | null;
  /** The response was larger than is read: fewer rows at once may fit. */
  readonly tooLarge: boolean;

  constructor(facts: DswErrorFacts) {
    super(facts.message);
    this.name = "DswError";
    this.code = facts.code;
    this.upstreamCode = facts.upstreamCode ?? null;
    this.httpStatus = facts.httpStatus ?? null;
    this.requestId = facts.requestId ?? null;
    this.transient = facts.transient ?? false;
    this.retryable = facts.retryable ?? this.transient;
    this.permission = facts.permission ?? null;
    this.workspace = facts.workspace ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.tooLarge = facts.tooLarge ?? false;
  }
}
