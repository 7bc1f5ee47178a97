import type { Coverage } from "../../server/contract";

/** Why nothing found does not mean that there is nothing; null where it does. */
export type ZeroDoubt = "unread" | "unlisted";

/** A zero is one only where every instance is read, and other people's private ones are known to be listed. */
export function zeroDoubt({ complete, visibility }: Coverage): ZeroDoubt | null {
  if (!complete) return "unread";
  return visibility.every(({ scope }) => scope === "everything") ? null : "unlisted";
}
