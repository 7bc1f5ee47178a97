import { createServer, type Server, type ServerOptions } from "node:http";
import { createServer as createTlsServer, type Server as TlsServer } from "node:https";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { loopbackRanges } from "../config/address-ranges";
import { log } from "../log/log";
import { trustedRanges } from "./client-address";
import { boundConnections } from "./client-connections";
import { cutStalled } from "./stalled";
import { readTlsPair, type TlsFiles, watchTlsPair } from "./tls";

export interface ListenSettings {
  host: string;
  port: number;
  keepAliveMs: number;
  /** Connections of one client (default: any number); those of trusted proxies are not counted. */
  maxConnectionsPerClient?: number;
  /** Addresses and CIDRs; by default this machine. */
  trustedProxies?: readonly string[];
  /** How long a client may take none of an answer that waits for it (default 60 s, or longer than connections are kept). */
  stalledMs?: number;
  /** Files of a certificate and its key, by which HTTPS is spoken and nothing else; null for plain HTTP. */
  tls?: TlsFiles | null;
  /** How often it is looked whether those have changed (default 5 s). */
  tlsEveryMs?: number;
}

/** A server that listens, and how to stop it. */
export interface Listening {
  /** Without a path, such as `http://127.0.0.1:8787`, or `https:` with a certificate. */
  url: string;
  /**
   * Takes no more connections and resolves when every request has been answered, at the latest after
   * `graceMs`: what is still being sent then is cut.
   */
  close(graceMs: number): Promise<void>;
}

/** Headers of more bytes than this are refused: 431. */
const headersAtMost = 16 * 1024;
/** A request is a few kilobytes: one that is not complete by then, though its headers were, is not honest. */
const requestMs = 30_000;

/** A request's headers may take this much longer to arrive than an idle connection stays open. */
const headersMarginMs = 5_000;

/**
 * Serves an app over HTTP or HTTPS; rejects when the port is taken, the host is not one of this machine, or the
 * certificate cannot be used.
 */
export async function listen(
  app: Pick<Hono, "fetch">,
  settings: ListenSettings,
): Promise<Listening> {
  const { host, port, keepAliveMs, stalledMs } = settings;
  const { maxConnectionsPerClient, trustedProxies = loopbackRanges } = settings;
  // A load balancer reuses a connection until its own limit has passed. Were ours shorter, it would send
  // requests into connections that are being closed; so would a limit on headers that is shorter than both.
  const headersTimeout = keepAliveMs + headersMarginMs;
  const limits = {
    keepAliveTimeout: keepAliveMs,
    headersTimeout,
    requestTimeout: Math.max(requestMs, headersTimeout),
    maxHeaderSize: headersAtMost,
  };
  const answer = getRequestListener(app.fetch);
  const { server, stopWatching } = await createFor(settings, limits, answer);
  // A connection that a balancer has opened ahead of its first request lies as still.
  cutStalled(server, stalledMs ?? Math.max(60_000, headersTimeout));
  if (maxConnectionsPerClient !== undefined)
    boundConnections(server, maxConnectionsPerClient, trustedRanges(trustedProxies));
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
  return {
    url: `${settings.tls ? "https" : "http"}://${hostOf(server)}`,
    close(graceMs) {
      stopWatching();
      return close(server, graceMs);
    },
  };
}

type Answer = ReturnType<typeof getRequestListener>;

/** Somebody who begins to agree on TLS has this long to do so. */
const handshakeMs = 10_000;

async function createFor(
  { tls = null, tlsEveryMs = 5_000 }: ListenSettings,
  limits: ServerOptions,
  answer: Answer,
): Promise<{ server: Server | TlsServer; stopWatching(): void }> {
  if (tls === null) return { server: createServer(limits, answer), stopWatching: () => {} };
  const pair = await readTlsPair(tls);
  const server = createTlsServer({ ...limits, ...pair, handshakeTimeout: handshakeMs }, answer);
  const stopWatching = watchTlsPair(server, tls, pair, {
    everyMs: tlsEveryMs,
    say: (line) => log.warn(line),
  });
  return { server, stopWatching };
}

function hostOf(server: Server | TlsServer): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return `${host}:${address.port}`;
}

/** Connections that fall idle meanwhile are looked for this often: each may be kept for long. */
const idleCheckMs = 50;

async function close(server: Server | TlsServer, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), idleCheckMs);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
