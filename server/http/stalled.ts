import type { Server, ServerResponse } from "node:http";
import type { Server as TlsServer } from "node:https";
import type { Socket } from "node:net";

/**
 * Cuts a connection on which nothing has moved for so long, unless an answer is still being worked on: an export may
 * wait longer for the service. One that lies ready and is not taken holds memory and a database connection.
 */
export function cutStalled(server: Server | TlsServer, stalledMs: number): void {
  const answering = new WeakMap<Socket, number>();
  const count = (socket: Socket, by: number) =>
    answering.set(socket, (answering.get(socket) ?? 0) + by);
  server.on("request", ({ socket }, response: ServerResponse) => {
    count(socket, 1);
    response.once("close", () => count(socket, -1));
  });
  // Node uses the same event for a connection that has been idle for as long as it is kept.
  server.setTimeout(stalledMs, (socket: Socket) => {
    const isTaken = socket.writableLength === 0;
    if (isTaken && (answering.get(socket) ?? 0) > 0) return;
    socket.destroy();
  });
}
