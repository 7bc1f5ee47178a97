import type { Problem } from "../../server/contract";

/** What somebody is sent who is to look into a failure; the ids' names are those of the log and of the service. */
export const problemDetails = ({ code, detail, requestId, traceId }: Problem, what: string) =>
  [
    what,
    `code: ${code}`,
    detail !== "" && `detail: ${detail}`,
    requestId !== null && `RequestId: ${requestId}`,
    traceId !== undefined && `traceId: ${traceId}`,
  ]
    .filter(Boolean)
    .join("\n");
