import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";

/** What is known of the request that is being answered, wherever its work has got to. */
export interface Trace {
  /** The id that the request came with or was given, which its log lines and its answer carry. */
  id: string;
  /** The problem it was answered with. */
  problem: { code: string; requestId: string | null } | null;
}

const traces = new AsyncLocalStorage<Trace>();

/** Does some work as part of a request. */
export const withTrace = <Result>(trace: Trace, work: () => Result): Result =>
  traces.run(trace, work);

/** The request that is being answered; null in the background. */
export const currentTrace = (): Trace | null => traces.getStore() ?? null;

const requestIdForm = /^[\w.:/+=-]{1,128}$/;
/** W3C Trace Context, section 3.2: version, trace id, parent id, flags. A trace id of zeros alone is not valid. */
const traceParentForm =
  /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}/;

/** A request's id: the one that whoever sent it has given it, where it is well formed, else a new one. */
export function traceIdOf(requestId: string | undefined, traceParent: string | undefined): string {
  if (requestId !== undefined && requestIdForm.test(requestId)) return requestId;
  return traceParentForm.exec(traceParent ?? "")?.[1] ?? randomUUID();
}
