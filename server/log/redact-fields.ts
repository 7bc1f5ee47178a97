import { removeSecrets } from "../triage/redact-secrets";

/** What stands for a secret in a line. */
const censor = "***";
/** Texts longer than this are cut: a line is for reading, and a pattern's time grows with its text. */
const longest = 8_000;
/** Objects in objects, and items of a list, beyond which nothing is logged. */
const deepest = 5;
const mostItems = 50;
/** A shorter value would be found in the middle of ordinary words. */
const shortestSecret = 6;

/** Names of fields that are never logged, for pino's `redact`, at the first levels of a line. */
export const secretPaths = [
  ...["authorization", "cookie", "set-cookie", "proxy-authorization", "x-acs-security-token"],
  ...["secret", "password", "passwd", "token", "securityToken", "accessKeySecret", "accessKeyId"],
  ...["access_key_secret", "security_token", "databaseUrl", "connectionString", "privateKey"],
].flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);

export interface Redaction {
  text(text: string): string;
  /** A copy of anything, with every text in it redacted; of an error what it is, says and where it was made. */
  value(value: unknown): unknown;
}

/** A redaction that also knows the values of some secrets, whatever they look like and wherever they stand. */
export function createRedaction(secrets: readonly string[] = []): Redaction {
  const known = secrets
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    // The longer ones first: one may be a part of another.
    .toSorted((a, b) => b.length - a.length);

  function text(given: string): string {
    let safe = given.slice(0, 2 * longest);
    for (const secret of known) safe = safe.replaceAll(secret, censor);
    safe = removeSecrets(safe);
    return safe.length > longest ? `${safe.slice(0, longest)}…` : safe;
  }

  function value(given: unknown, depth = 0): unknown {
    if (typeof given === "string") return text(given);
    if (typeof given === "bigint") return String(given);
    if (typeof given !== "object" || given === null) return given;
    if (depth >= deepest) return "[…]";
    if (given instanceof Error) return ofError(given, depth);
    if (given instanceof Date) return given.toISOString();
    if (Array.isArray(given)) return given.slice(0, mostItems).map((one) => value(one, depth + 1));
    return Object.fromEntries(
      Object.entries(given).map(([key, one]) => [text(key), value(one, depth + 1)]),
    );
  }

  /** Only what every error has: others may hold requests, parameters of statements or whole answers. */
  function ofError(error: Error, depth: number) {
    const code = "code" in error ? error.code : undefined;
    return {
      type: error.name,
      message: text(error.message),
      stack: text(error.stack ?? ""),
      ...(typeof code === "string" ? { code: text(code) } : {}),
      ...(error.cause === undefined ? {} : { cause: value(error.cause, depth + 1) }),
    };
  }

  return { text, value: (given) => value(given) };
}
