import { type Config, ConfigError, type ConnectionConfig } from "../config/config";
import { type OpenConnection, openConnection } from "../connections/open-connection";
import {
  type Attempt,
  type CredentialSource,
  createCacheBudget,
  DswError,
  fixedCredential,
  publicEndpoint,
  publicImageEndpoint,
} from "../dsw/index";
import { type Emulator, startEmulator } from "../emulator/index";
import { log } from "../log/log";
import { credentialSource } from "./credentials";
import type { Outgoing } from "./outgoing";

/** Told of every request to the service, at its end. */
export type OnAttempt = (connection: string, attempt: Attempt) => void;

export interface Opened {
  connections: OpenConnection[];
  /** What the server runs on, for the line it prints at start. */
  runsOn: string;
  emulator: Emulator | null;
  /** How many replicas share the account's quota: each takes its part of the rate. */
  quota: { sharedBy: number };
}

/**
 * Opens what the configuration asks for: its connections, or the embedded emulator when there is none.
 * @throws {ConfigError} when no connection has a credential
 */
export async function openConnections(
  config: Config,
  outgoing: Outgoing,
  onAttempt: OnAttempt = () => {},
): Promise<Opened> {
  return config.connections.length === 0
    ? openEmulator(config, onAttempt)
    : openConfigured(config, outgoing, onAttempt);
}

async function openConfigured(
  config: Config,
  outgoing: Outgoing,
  onAttempt: OnAttempt,
): Promise<Opened> {
  const { connections, sources, quota } = configuredConnections(config, outgoing, onAttempt);
  await checkCredentials(sources);
  const ids = config.connections.map(({ id }) => id);
  const what = ids.length === 1 ? "connection" : "connections";
  return { connections, runsOn: `${what} ${ids.join(", ")}`, emulator: null, quota };
}

/** The configured connections, and each credential that they use once; none of it is called yet. */
export function configuredConnections(
  config: Config,
  { openPool }: Outgoing,
  onAttempt: OnAttempt = () => {},
): Pick<Opened, "connections" | "quota"> & {
  sources: CredentialSource[];
} {
  const cacheBudget = createCacheBudget(config.cacheBytes);
  // Connections with the same credential share its provider, and with it what it has been given.
  const sources = new Map<string, CredentialSource>();
  const sourceOf = ({ credential }: ConnectionConfig) => {
    const key = JSON.stringify(credential);
    const source = sources.get(key) ?? credentialSource(credential);
    sources.set(key, source);
    return source;
  };
  const quota = { sharedBy: 1 };
  const connections = config.connections.map((settings) => {
    const { id, label, region, workspace } = settings;
    return openConnection({
      connection: { id, label, region, kind: "live", workspace },
      endpoint: settings.endpoint ?? publicEndpoint(region),
      imageEndpoint: settings.imageEndpoint ?? publicImageEndpoint(region),
      credentials: sourceOf(settings),
      rate: settings.rate ?? 10,
      burst: settings.burst ?? 20,
      sharedBy: () => quota.sharedBy,
      openPool,
      cacheBudget,
      onAttempt: (attempt) => onAttempt(id, attempt),
    });
  });
  return { connections, sources: [...sources.values()], quota };
}

/**
 * A credential that cannot be found is said, and told again on the pages of its connection; the others work.
 * @throws {ConfigError} when there is none at all
 */
async function checkCredentials(sources: readonly CredentialSource[]): Promise<void> {
  const mistakes: string[] = [];
  const check = async (source: CredentialSource) => {
    await source.get().catch((error: unknown) => {
      if (!(error instanceof DswError)) throw error;
      mistakes.push(error.message);
    });
  };
  await Promise.all(sources.map(check));
  if (mistakes.length === sources.length) {
    throw new ConfigError(
      mistakes.map(
        (message) =>
          `DSW_REGIONS or a connection is set but there is no credential: ${message} Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or configure another source (README, "A real account").`,
      ),
    );
  }
  for (const message of mistakes) log.warn(message);
}

async function openEmulator(config: Config, onAttempt: OnAttempt): Promise<Opened> {
  const emulator = await startEmulator();
  const region = "cn-shanghai";
  const { accessKeyId, accessKeySecret } = emulator;
  const connection = openConnection({
    connection: {
      id: region,
      label: region,
      region,
      kind: "emulator",
      workspace: config.emulator.workspace,
    },
    endpoint: emulator.url,
    imageEndpoint: emulator.url,
    credentials: fixedCredential("emulator", { accessKeyId, accessKeySecret }),
    // The emulator has no quota to protect.
    rate: config.emulator.rate ?? 500,
    burst: config.emulator.burst ?? 500,
    cacheBudget: createCacheBudget(config.cacheBytes),
    onAttempt: (attempt) => onAttempt(region, attempt),
  });
  return {
    connections: [connection],
    runsOn: "emulator: demo data, no Alibaba Cloud account",
    emulator,
    // Each process has an emulator of its own.
    quota: { sharedBy: 1 },
  };
}

/** Closes every connection and the emulator. */
export async function closeConnections({
  connections,
  emulator,
}: Pick<Opened, "connections" | "emulator">): Promise<void> {
  await Promise.all(connections.flatMap(({ client, images }) => [client.close(), images.close()]));
  await emulator?.close();
}
