import type { ConnectionConfig } from "../config/config";
import type { OpenConnection } from "../connections/open-connection";
import {
  type DswError,
  type DswErrorCode,
  parseEndpoint,
  publicEndpoint,
  publicImageEndpoint,
} from "../dsw/index";
import { problemOf } from "../problems/problem";
import { credentialSource } from "../startup/credentials";
import type { Attempt } from "./attempt";
import { makeCalls } from "./calls";
import { checkClock } from "./clock";
import { checkCredential } from "./credential";
import { type Finding, finding } from "./finding";
import { checkPermissions } from "./permissions";

/** Looks at one connection: its credential, its endpoints, what it may read, and the clock. */
export async function checkConnection(
  settings: ConnectionConfig,
  open: OpenConnection,
): Promise<Finding[]> {
  const { id, region } = settings;
  const credential = await checkCredential(id, credentialSource(settings.credential));
  if (credential.state === "failed") {
    const message = "not tried: there is no credential to sign a call with";
    return [credential, finding("endpoint", "skipped", message, { connection: id })];
  }
  const calls = await makeCalls(open);
  const { ListInstances: listing, GetImage: image } = calls.attempts;
  const host = parseEndpoint(settings.endpoint ?? publicEndpoint(region)).host;
  const imageHost = parseEndpoint(settings.imageEndpoint ?? publicImageEndpoint(region)).host;
  const codes = Object.values(calls.attempts).flatMap((attempt) =>
    attempt.kind === "failed" ? [attempt.error.code] : [],
  );
  const asked = endpoint(id, host, listing, "failed");
  return [
    listing.kind === "failed" && credentialCodes.has(listing.error.code)
      ? refusedCredential(id, credential, listing.error)
      : credential,
    asked,
    // It may be the same, such as a gateway before both.
    ...(imageHost === host ? [] : [endpoint(id, imageHost, image, "warning")]),
    ...(listing.kind === "failed" && reachedNothing(listing.error.code)
      ? [finding("permission", "skipped", "not tried: no call came through", { connection: id })]
      : checkPermissions(id, calls)),
    asked.state === "failed"
      ? finding("clock", "skipped", "not compared: the service did not answer", { connection: id })
      : checkClock(id, open.client.clockOffsetMs(), codes.includes("upstream.clock")),
  ];
}

function refusedCredential(connection: string, found: Finding, error: DswError): Finding {
  const { remedy } = problemOf(error);
  return finding("credential", "failed", `${found.message}: ${error.message}`, {
    connection,
    remedy,
  });
}

/** What a call fails with when it did not come as far as a service that takes it. */
const endpointCodes: ReadonlySet<DswErrorCode> = new Set<DswErrorCode>([
  "upstream.unreachable",
  "upstream.timeout",
  "upstream.badAnswer",
  "upstream.unavailable",
  "upstream.refused",
  "upstream.notFound",
]);

const credentialCodes: ReadonlySet<DswErrorCode> = new Set<DswErrorCode>([
  "upstream.credentials",
  "upstream.tokenExpired",
  "credentials.missing",
]);

/** Whether a call failed before anybody looked at what it may do. */
const reachedNothing = (code: DswErrorCode) =>
  endpointCodes.has(code) || credentialCodes.has(code) || code === "upstream.clock";

function endpoint(
  connection: string,
  host: string,
  attempt: Attempt<unknown>,
  whenFailed: "failed" | "warning",
): Finding {
  if (attempt.kind === "notTried") {
    return finding("endpoint", "skipped", `${host} was not asked: ${attempt.why}`, { connection });
  }
  if (attempt.kind === "allowed" || !endpointCodes.has(attempt.error.code)) {
    return finding("endpoint", "ok", `${host} answers`, { connection });
  }
  const { message } = attempt.error;
  return finding("endpoint", whenFailed, message.includes(host) ? message : `${host}: ${message}`, {
    connection,
    remedy: problemOf(attempt.error).remedy,
  });
}
