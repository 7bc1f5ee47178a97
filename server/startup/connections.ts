import { type Config, ConfigError } from "../config/config";
import { type OpenConnection, openConnection } from "../connections/open-connection";
import {
  createCacheBudget,
  DswError,
  defaultChain,
  fixedCredential,
  publicEndpoint,
  publicImageEndpoint,
} from "../dsw/index";
import { type Emulator, startEmulator } from "../emulator/index";

export interface Opened {
  connections: OpenConnection[];
  /** What the server runs on, for the line it prints at start. */
  runsOn: string;
  emulator: Emulator | null;
}

/**
 * Opens what the configuration asks for: one connection a region, or the embedded emulator when
 * there is none.
 * @throws {ConfigError} when regions are set and no credential can be found
 */
export async function openConnections(config: Config): Promise<Opened> {
  return config.regions.length === 0 ? openEmulator(config) : openRegions(config);
}

async function openRegions(config: Config): Promise<Opened> {
  const credentials = defaultChain();
  await credentials.get().catch((error: unknown) => {
    if (!(error instanceof DswError)) throw error;
    throw new ConfigError([
      `DSW_REGIONS is set but there is no credential: ${error.message} Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or configure another source of the official chain (README, "A real account").`,
    ]);
  });
  const cacheBudget = createCacheBudget(config.cacheBytes);
  const connections = config.regions.map((region) =>
    openConnection({
      connection: { id: region, label: region, region, kind: "live", workspace: config.workspace },
      endpoint: config.endpoint ?? publicEndpoint(region),
      imageEndpoint: config.imageEndpoint ?? publicImageEndpoint(region),
      credentials,
      rate: config.rate ?? 10,
      burst: config.burst ?? 20,
      cacheBudget,
    }),
  );
  const regions = config.regions.length === 1 ? "region" : "regions";
  return { connections, runsOn: `${regions} ${config.regions.join(", ")}`, emulator: null };
}

async function openEmulator(config: Config): Promise<Opened> {
  const emulator = await startEmulator();
  const region = "cn-shanghai";
  const { accessKeyId, accessKeySecret } = emulator;
  const connection = openConnection({
    connection: {
      id: region,
      label: region,
      region,
      kind: "emulator",
      workspace: config.workspace,
    },
    endpoint: emulator.url,
    imageEndpoint: emulator.url,
    credentials: fixedCredential("emulator", { accessKeyId, accessKeySecret }),
    // The emulator has no quota to protect.
    rate: config.rate ?? 500,
    burst: config.burst ?? 500,
    cacheBudget: createCacheBudget(config.cacheBytes),
  });
  return {
    connections: [connection],
    runsOn: "emulator: demo data, no Alibaba Cloud account",
    emulator,
  };
}

/** Closes every connection and the emulator. */
export async function closeConnections({ connections, emulator }: Opened): Promise<void> {
  await Promise.all(connections.flatMap(({ client, images }) => [client.close(), images.close()]));
  await emulator?.close();
}
