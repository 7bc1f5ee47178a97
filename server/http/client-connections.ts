import type { Server, Socket } from "node:net";
import { type AddressRange, isInRanges, parseAddress } from "../config/address-ranges";
import { networkOf } from "./client-address";

/**
 * Ends a connection at once when its client has as many already: nobody may use up the server's alone. Trusted
 * proxies may have any number, since all clients come by them.
 */
export function boundConnections(
  server: Server,
  atMost: number,
  trusted: readonly AddressRange[],
): void {
  const open = new Map<string, number>();
  server.on("connection", (socket: Socket) => {
    const address = parseAddress(socket.remoteAddress ?? "");
    // It may have gone before it could be asked where it came from.
    if (address === null || isInRanges(address, trusted)) return;
    const client = networkOf(address.toString());
    const count = open.get(client) ?? 0;
    if (count >= atMost) return void socket.destroy();
    open.set(client, count + 1);
    socket.once("close", () => {
      const left = (open.get(client) ?? 1) - 1;
      if (left === 0) open.delete(client);
      else open.set(client, left);
    });
  });
}
