import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { log } from "../log/log";

export interface ListenSettings {
  host: string;
  port: number;
  keepAliveMs: number;
}

/** A server that listens, and how to stop it. */
export interface Listening {
  /** Without a path, such as `http://127.0.0.1:8787`. */
  url: string;
  /**
   * Takes no more connections and resolves when every request has been answered, at the latest after
   * `graceMs`: what is still being sent then is cut.
   */
  close(graceMs: number): Promise<void>;
}

/** A request's headers may take this much longer to arrive than an idle connection stays open. */
const headersMarginMs = 5_000;

/**
 * Serves an app over HTTP; rejects when the port is taken or the host is not one of this machine.
 */
export async function listen(
  app: Pick<Hono, "fetch">,
  { host, port, keepAliveMs }: ListenSettings,
): Promise<Listening> {
  // A load balancer reuses a connection until its own limit has passed. Were ours shorter, it would send
  // requests into connections that are being closed; so would a limit on headers that is shorter than both.
  const headersTimeout = keepAliveMs + headersMarginMs;
  const limits = {
    keepAliveTimeout: keepAliveMs,
    headersTimeout,
    requestTimeout: Math.max(300_000, headersTimeout),
  };
  const server = createServer(limits, getRequestListener(app.fetch));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  server.on("error", (error) => {
    log.error("the HTTP server had an error", { err: error });
  });
  return { url: urlOf(server), close: (graceMs) => close(server, graceMs) };
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

/** Connections that fall idle meanwhile are looked for this often: each may be kept for long. */
const idleCheckMs = 50;

async function close(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), idleCheckMs);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
