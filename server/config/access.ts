import { isIP } from "node:net";

/** Who may come in: on loopback whoever is on this machine; elsewhere as the configuration says. */
export const accessModes = ["open"] as const;
export type AccessMode = "loopback" | (typeof accessModes)[number];

/** Whether a server that listens there can be reached from this machine alone. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  if (isIP(bare) === 4) return bare.startsWith("127.");
  if (isIP(bare) === 6) return new URL(`http://[${bare}]`).hostname === "[::1]";
  return bare === "localhost";
}
