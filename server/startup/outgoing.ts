import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createSecureContext, rootCertificates, type SecureContext } from "node:tls";
import { EnvHttpProxyAgent, Pool, fetch as undiciFetch } from "undici";
import { ConfigError, type OutgoingConfig } from "../config/config";
import type { OpenPool } from "../dsw";

/** A request of `Outgoing.fetch`; what openid-client makes of its own fits. */
export interface OutgoingRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string | URLSearchParams | Uint8Array | ArrayBuffer | null;
  signal?: AbortSignal;
}

/** How the server calls others: the service, and whoever signs people in. */
export interface Outgoing {
  openPool: OpenPool;
  /**
   * Like the global `fetch`, by the same proxies and with the same authorities. It follows no redirect, and
   * rejects when the answer is larger than 1 MiB.
   */
  fetch(url: string, request?: OutgoingRequest): Promise<Response>;
}

const fetchLimits = { connections: 8, maxResponseSize: 1024 * 1024 };

/**
 * Calls by the configured proxies, and with the configured authorities beside the public ones.
 * @throws {ConfigError} when the file of authorities cannot be read, or holds what is no certificate
 */
export function createOutgoing(config: OutgoingConfig): Outgoing {
  const { httpProxy, httpsProxy, noProxy, caFile } = config;
  // Made once: it has some 150 authorities to read, for which a connection has no time.
  const tls = caFile === null ? {} : { secureContext: contextWith(caFile) };

  const agent = (limits: Pool.Options, timeout: number) => {
    const connect = { timeout, ...tls };
    return new EnvHttpProxyAgent({
      ...limits,
      connect,
      requestTls: connect,
      proxyTls: connect,
      // An empty text keeps it from reading the environment, as the configuration has done.
      httpProxy: httpProxy ?? "",
      httpsProxy: httpsProxy ?? "",
      noProxy,
    });
  };
  const dispatcher = agent(fetchLimits, 3_000);
  return {
    openPool: (origin, limits, timeout) =>
      httpProxy === null && httpsProxy === null
        ? new Pool(origin, { ...limits, connect: { timeout, ...tls } })
        : agent(limits, timeout),
    async fetch(url, request = {}) {
      const answer = await undiciFetch(url, { ...request, redirect: "manual", dispatcher });
      const body = await answer.arrayBuffer();
      const { status, statusText } = answer;
      // A status such as 204 allows no body, not even an empty one.
      return new Response(body.byteLength === 0 ? null : body, {
        status,
        statusText,
        headers: [...answer.headers],
      });
    },
  };
}

/** The public authorities, those of `NODE_EXTRA_CA_CERTS`, which a list of our own would replace, and the file's. */
function contextWith(caFile: string): SecureContext {
  const own = readCertificates("SNAPDECK_CA", caFile);
  const extraFile = process.env.NODE_EXTRA_CA_CERTS?.trim();
  const extra = extraFile ? readCertificates("NODE_EXTRA_CA_CERTS", extraFile) : [];
  return createSecureContext({
    ca: [...rootCertificates, ...extra, ...own],
    minVersion: "TLSv1.2",
  });
}

function readCertificates(variable: string, file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError([`${variable} cannot be read: ${why}`]);
  }
  const found = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (found.length === 0 || !found.every(isCertificate))
    throw new ConfigError([`${variable}: ${file} is expected to hold certificates in PEM form.`]);
  return found;
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
