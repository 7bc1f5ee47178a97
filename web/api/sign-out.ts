import type { ConnectionList } from "../../server/contract";
import { forgetResponses } from "./known-responses";

/**
 * Ends the session, here and where it was begun, and goes there.
 * @param address of the server's own sign-out, or of the proxy's
 * @throws {Error} when the server does not answer
 */
export async function signOut(address: string, access: ConnectionList["access"]): Promise<void> {
  forgetResponses();
  if (access !== "oidc") return window.location.assign(address);
  const answer = await fetch(address, { method: "POST" });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  const said: unknown = await answer.json();
  if (typeof said !== "object" || said === null || !("location" in said))
    throw new Error("no address");
  window.location.assign(String(said.location));
}
