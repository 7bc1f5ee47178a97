import { isRecord, readFlag, readNumber, readText } from "./parse-values";

/** The fields around every response of the service and of the gateway before it. */
export interface Envelope {
  requestId: string | null;
  /** What the service says of itself; null when it does not. */
  success: boolean | null;
  code: string | null;
  /** The status inside the body, which may differ from HTTP's; 0 in the documented success. */
  httpStatusCode: number | null;
  /** The RAM action a refusal names. */
  deniedAction: string | null;
  /** The workspace that a refusal names. */
  deniedWorkspace: string | null;
}

/**
 * The envelope of a JSON object; whatever is missing or of another kind is null.
 *
 * The gateway writes its field names in either case (docs/dsw-api.md, "Errors at the gateway"). Of its `Message`
 * only a workspace's id is taken: the rest may carry the string to sign, and the account's id.
 */
export function readEnvelope(body: Record<string, unknown>): Envelope {
  const denied = body.AccessDeniedDetail ?? body.accessDeniedDetail;
  return {
    requestId: readText(body.RequestId ?? body.requestId),
    success: readFlag(body.Success ?? body.success),
    code: readText(body.Code ?? body.code),
    httpStatusCode: readNumber(body.HttpStatusCode ?? body.httpStatusCode),
    deniedAction: isRecord(denied) ? readText(denied.AuthAction ?? denied.authAction) : null,
    deniedWorkspace: workspaceIn(readText(body.Message ?? body.message) ?? ""),
  };
}

/** The id at the end of a refused resource, `acs:paidsw:{region}:{account}:workspace/{id}` (docs/dsw-api.md, "Who sees what"). */
const workspaceIn = (message: string): string | null =>
  /^No permission .{1,200}:workspace\/(\d{1,19})$/.exec(message)?.[1] ?? null;
