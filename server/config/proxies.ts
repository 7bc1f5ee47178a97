import type { Environment } from "./environment";

/** The proxies that calls go by, as the usual variables name them. */
export interface Proxies {
  /** An address; null for none. */
  httpProxy: string | null;
  httpsProxy: string | null;
  /** Hosts that are called directly, by comma. */
  noProxy: string;
}

/** How the server calls others. */
export interface OutgoingConfig extends Proxies {
  /** A file of authorities that are trusted beside the public ones; null for none. */
  caFile: string | null;
}

/** Reads `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`. Where both spellings are set, the lower-case one holds, as in curl. */
export function readProxies(env: Environment): Proxies {
  const read = (name: string) => (env[name.toLowerCase()] ?? env[name])?.trim() ?? "";
  return {
    httpProxy: read("HTTP_PROXY") || null,
    httpsProxy: read("HTTPS_PROXY") || null,
    noProxy: read("NO_PROXY"),
  };
}

/** What is wrong with the proxies. An address may have a password in it and is not repeated. */
export function proxyMistakes({ httpProxy, httpsProxy }: Proxies): string[] {
  const named = { HTTP_PROXY: httpProxy, HTTPS_PROXY: httpsProxy };
  return Object.entries(named).flatMap(([name, address]) =>
    address === null || isProxyAddress(address)
      ? []
      : [`${name}: an address such as http://proxy.example.com:3128 is expected.`],
  );
}

function isProxyAddress(address: string): boolean {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  try {
    for (const part of [username, password]) decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}
