import { tmpdir } from "node:os";
import { type Config, ConfigError, type Environment, readConfig } from "../config/config";
import { readTeamViews } from "../config/team-views";
import { closeConnections, configuredConnections } from "../startup/connections";
import { createOutgoing, type Outgoing } from "../startup/outgoing";
import { teamCauses } from "../startup/team-files";
import { checkConnection } from "./connection";
import { checkFile, checkPostgres } from "./database";
import { checkDisk } from "./disk";
import { type Finding, finding } from "./finding";
import { checkNode } from "./node-version";
import { checkProxy } from "./proxy";

/** What the doctor looks at besides what the configuration names. */
export interface Surroundings {
  env: Environment;
  nodeVersion: string;
  /** The versions of Node.js that the package asks for. */
  nodeRange: string;
}

/**
 * Looks at everything that the server needs, and changes nothing. Each connection is asked some calls, as many as
 * opening a few pages costs.
 */
export async function diagnose({ env, nodeVersion, nodeRange }: Surroundings): Promise<Finding[]> {
  const before = [checkNode(nodeVersion, nodeRange)];
  const { config, outgoing, mistakes } = readAll(env);
  const configuration =
    mistakes.length === 0
      ? [finding("configuration", "ok", sourceOf(env))]
      : mistakes.map((mistake) => finding("configuration", "failed", mistake));
  const after = checkProxy(env);
  if (config === null) return [...before, ...configuration, ...after];
  return [
    ...before,
    ...configuration,
    ...after,
    ...(outgoing === null ? [] : await checkConnections(config, outgoing)),
    ...(await checkIndex(config)),
  ];
}

/** The configuration with the files that it names; null when it is none. Every mistake of all of them. */
function readAll(env: Environment): {
  config: Config | null;
  outgoing: Outgoing | null;
  mistakes: readonly string[];
} {
  const mistakes: string[] = [];
  const read = <T>(work: () => T): T | null => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      mistakes.push(...error.mistakes);
      return null;
    }
  };
  const config = read(() => readConfig(env));
  if (config !== null) {
    read(() => readTeamViews(config.viewsFile));
    read(() => teamCauses(config));
  }
  const outgoing = config && read(() => createOutgoing(config.outgoing));
  return { config, outgoing, mistakes };
}

const sourceOf = (env: Environment) =>
  env.SNAPDECK_CONFIG?.trim()
    ? `${env.SNAPDECK_CONFIG.trim()} and the environment`
    : "the environment";

async function checkConnections(config: Config, outgoing: Outgoing): Promise<Finding[]> {
  if (config.connections.length === 0) {
    return [
      finding("endpoint", "skipped", "no region is configured: it runs on the embedded emulator"),
    ];
  }
  const { connections } = configuredConnections(config, outgoing);
  try {
    const findings = await Promise.all(
      config.connections.map(async (settings, at) => {
        const open = connections[at];
        return open === undefined ? [] : checkConnection(settings, open);
      }),
    );
    return findings.flat();
  } finally {
    await closeConnections({ connections, emulator: null });
  }
}

async function checkIndex({ index, connections }: Config): Promise<Finding[]> {
  if (index === null) return [finding("database", "skipped", "the index is off")];
  if (index.databaseUrl !== null) return checkPostgres(index.databaseUrl);
  if (index.folder === null && connections.length === 0) {
    return [
      finding("database", "skipped", "embedded, temporary: the emulator's account begins anew"),
      checkDisk(tmpdir()),
    ];
  }
  const folder = index.folder ?? "data";
  return [...(await checkFile(folder)), checkDisk(folder)];
}
