import { fileURLToPath } from "node:url";
import { type Access, createAccess } from "./access/access";
import { packageInfo } from "./cli/package-info";
import { type Config, ConfigError, readConfig } from "./config/config";
import { createApp } from "./http/app";
import { type Listening, type ListenSettings, listen } from "./http/listen";
import { log, startLog } from "./log/log";
import { closeConnections, openConnections } from "./startup/connections";
import { type IndexStartup, startIndex } from "./startup/index-startup";
import { logUnhandledErrors } from "./startup/log-unhandled-errors";
import { observation } from "./startup/observe";
import { createOutgoing, type Outgoing } from "./startup/outgoing";
import { secretsOf } from "./startup/secrets";
import { readTeamFiles } from "./startup/team-files";

/** When asked to stop, requests have this long to end; the process is gone after the second limit. */
const graceMs = 6_000;
const exitMs = 10_000;

function fail(lines: readonly string[]): never {
  for (const line of lines) process.stderr.write(`snapdeck: ${line}\n`);
  process.exit(1);
}

/** Starts the server, says where it is, and stops it in order on SIGINT and SIGTERM. */
async function main() {
  const config = readConfig(process.env);
  let team = readTeamFiles(config);
  const { format, level } = config.log;
  const secrets = secretsOf(config, process.env);
  await startLog({ format: format ?? (process.stderr.isTTY ? "pretty" : "json"), level, secrets });
  const observe = observation(config);
  const outgoing = createOutgoing(config.outgoing);
  const access = openAccessOf(config, outgoing);
  const opened = await openConnections(config, outgoing, observe.onAttempt);
  let index: IndexStartup | null = null;
  let stopping = false;
  const app = createApp({
    connections: opened.connections,
    allowedHosts: config.allowedHosts,
    trustedProxies: config.trustedProxies,
    terminatesTls: config.tls !== null,
    clientRate: config.clientLimits,
    triageOf: () => index?.current() ?? null,
    groupTriage: config.triage,
    viewsNow: () => team.views,
    linkPreview: config.linkPreview,
    basePath: config.basePath,
    access,
    audit: ({ at, ...entry }) => log.info("audit", { ...entry, at: new Date(at).toISOString() }),
    isStopping: () => stopping,
    version: packageInfo().version,
    onRequest: observe.onRequest,
    onResponse: observe.onResponse,
    ...(observe.routes !== null && config.metrics?.own === null ? { metrics: observe.routes } : {}),
    ...(process.env.SNAPDECK_API_ONLY === "1"
      ? {}
      : { webRoot: fileURLToPath(new URL("../web", import.meta.url)) }),
  });
  const server = await listenOrFail(app, {
    ...config,
    maxConnectionsPerClient: config.clientLimits.connections,
  });
  const ownMetrics = config.metrics?.own ?? null;
  const metrics =
    observe.routes !== null && ownMetrics !== null
      ? await listenOrFail(observe.routes, { ...ownMetrics, keepAliveMs: config.keepAliveMs })
      : null;

  const stop = () => {
    // Whoever asks again does not want to wait.
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(0), exitMs).unref();
    void closeAll().finally(() => process.exit(0));
  };
  const closeAll = async () => {
    await Promise.all([server.close(graceMs), metrics?.close(graceMs)]);
    await index?.close();
    await closeConnections(opened);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  process.on("SIGHUP", () => {
    try {
      const anew = readConfig(process.env);
      const files = readTeamFiles(anew);
      access.reload(anew.access);
      team = files;
      log.info("causes, views, rules and tokens have been read anew");
    } catch (error) {
      const mistakes = error instanceof ConfigError ? error.mistakes : [textOf(error)];
      log.error("nothing has been read anew, since there are mistakes", { mistakes });
    }
  });

  // After listening: a port that is taken ends the process before it has made anything to clean up, and
  // the live views do not depend on the index.
  index = startIndex(config, opened, () => team.catalogue);
  const current = () => index?.current() ?? null;
  observe.watch(opened.connections, index === null ? null : { current, now: Date.now });
  if (metrics !== null) log.info("the metrics are served", { url: metrics.url });
  process.stdout.write(`Snapdeck is at ${server.url}${config.basePath} (${opened.runsOn})\n`);
}

async function listenOrFail(
  app: Parameters<typeof listen>[0],
  settings: ListenSettings,
): Promise<Listening> {
  try {
    return await listen(app, settings);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return fail([`cannot listen on ${settings.host}:${settings.port}: ${text}`]);
  }
}

const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** @throws {ConfigError} when the tokens cannot be read */
function openAccessOf({ access, basePath }: Config, { fetch }: Outgoing): Access {
  try {
    return createAccess(access, { basePath, fetch, now: Date.now });
  } catch (error) {
    throw new ConfigError([textOf(error)]);
  }
}

logUnhandledErrors();
main().catch((error: unknown) => {
  if (error instanceof ConfigError) fail(error.mistakes);
  // What nobody foresaw may quote anything: it goes by the log, which redacts.
  log.error("the server cannot start", { err: error });
  process.exit(1);
});
