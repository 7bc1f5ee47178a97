import { type CredentialSource, DswError } from "../dsw/index";
import { problemOf } from "../problems/problem";
import { type Finding, finding } from "./finding";

/** Whether a connection's credential is found, and by which source. */
export async function checkCredential(
  connection: string,
  source: CredentialSource,
): Promise<Finding> {
  try {
    const { accessKeyId, securityToken, provider } = await source.get();
    const by = provider === undefined ? source.name : `${source.name} (${provider})`;
    const token = securityToken === undefined ? "" : ", with a security token";
    const message = `access key ${maskedKeyId(accessKeyId)} by the ${by}${token}`;
    return finding("credential", "ok", message, { connection });
  } catch (error) {
    if (!(error instanceof DswError)) throw error;
    const { remedy } = problemOf(error);
    return finding("credential", "failed", error.message, { connection, remedy });
  }
}

const shownOfLong = { start: 4, end: 2 };

/** Enough of an access key's id to tell one from another; of a short one less, since it may be no real id. */
export function maskedKeyId(id: string): string {
  const { start, end } = shownOfLong;
  return id.length >= 12 ? `${id.slice(0, start)}…${id.slice(-end)}` : `${id.slice(0, 2)}…`;
}
