import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Server } from "node:https";

/** Where a certificate with its chain and its key are, in PEM form. */
export interface TlsFiles {
  cert: string;
  key: string;
}

/** What they hold, with the oldest version of TLS that is spoken. */
export interface TlsPair extends TlsFiles {
  minVersion: "TLSv1.2";
}

/**
 * Reads a certificate and its key.
 * @throws {Error} saying which file cannot be read, is none, or does not belong to the other
 */
export async function readTlsPair(files: TlsFiles): Promise<TlsPair> {
  return checked(await readFiles(files), files);
}

/**
 * Looks whether the files have changed and, where they have, uses them for connections from then on. They are read
 * and compared: what replaces them may be a link to another folder, as in Kubernetes, with times of its own.
 * A pair that cannot be used leaves the one before in use, and is said once.
 * @returns what ends the looking
 */
export function watchTlsPair(
  server: Server,
  files: TlsFiles,
  inUse: TlsPair,
  { everyMs, say }: { everyMs: number; say: (line: string) => void },
): () => void {
  let current = textOf(inUse);
  /** What could not be used when it was last looked at. */
  let refused: string | null = null;
  let said = false;
  const look = async () => {
    let seen = "";
    try {
      const pair = await readFiles(files);
      seen = textOf(pair);
      if (seen !== current) {
        server.setSecureContext(checked(pair, files));
        current = seen;
        say(`the certificate of ${files.cert} is used from now on`);
      }
      refused = null;
      said = false;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      const failed = `${seen} ${why}`;
      // The one file may just have been written, and the other not yet.
      if (failed === refused && !said) {
        say(`the changed certificate is not used, the one before stays: ${why}`);
        said = true;
      }
      if (failed !== refused) said = false;
      refused = failed;
    }
  };
  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    void look().finally(() => {
      looking = false;
    });
  }, everyMs).unref();
  return () => clearInterval(timer);
}

async function readFiles(files: TlsFiles): Promise<TlsPair> {
  const [cert, key] = await Promise.all([
    readFile(files.cert, "utf8"),
    readFile(files.key, "utf8"),
  ]);
  return { cert, key, minVersion: "TLSv1.2" };
}

/** A key's text is in no message: what the library says of one could quote it. */
function checked(pair: TlsPair, files: TlsFiles): TlsPair {
  const certificate = tryTo(
    () => new X509Certificate(pair.cert),
    `${files.cert} holds no certificate in PEM form`,
  );
  const key = tryTo(
    () => createPrivateKey(pair.key),
    `${files.key} holds no key in PEM form without a password`,
  );
  if (!certificate.checkPrivateKey(key))
    throw new Error(`the key of ${files.key} does not belong to the certificate of ${files.cert}`);
  return pair;
}

function tryTo<Value>(make: () => Value, failure: string): Value {
  try {
    return make();
  } catch {
    throw new Error(failure);
  }
}

const textOf = ({ cert, key }: TlsPair) => `${cert}\n${key}`;
