import { fileURLToPath } from "node:url";
import { ConfigError, readConfig } from "./config/config";
import { readTeamViews } from "./config/team-views";
import { createApp } from "./http/app";
import { type Listening, listen } from "./http/listen";
import { closeConnections, openConnections } from "./startup/connections";
import { type IndexStartup, startIndex } from "./startup/index-startup";
import { logUnhandledErrors } from "./startup/log-unhandled-errors";
import { createOutgoing } from "./startup/outgoing";

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
  const views = [...config.views, ...readTeamViews(config.viewsFile)];
  const opened = await openConnections(config, createOutgoing(config.outgoing));
  let index: IndexStartup | null = null;
  let stopping = false;
  const app = createApp({
    connections: opened.connections,
    allowedHosts: config.allowedHosts,
    trustedProxies: config.trustedProxies,
    terminatesTls: config.tls !== null,
    clientRate: config.clientLimits,
    triageOf: () => index?.current() ?? null,
    views,
    linkPreview: config.linkPreview,
    basePath: config.basePath,
    access: config.access,
    isStopping: () => stopping,
    ...(process.env.SNAPDECK_API_ONLY === "1"
      ? {}
      : { webRoot: fileURLToPath(new URL("../web", import.meta.url)) }),
  });
  const server = await listenOrFail();

  const stop = () => {
    // Whoever asks again does not want to wait.
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(0), exitMs).unref();
    void closeAll().finally(() => process.exit(0));
  };
  const closeAll = async () => {
    await server.close(graceMs);
    await index?.close();
    await closeConnections(opened);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);

  // After listening: a port that is taken ends the process before it has made anything to clean up, and
  // the live views do not depend on the index.
  index = startIndex(config, opened);
  process.stdout.write(`Snapdeck is at ${server.url}${config.basePath} (${opened.runsOn})\n`);

  async function listenOrFail(): Promise<Listening> {
    try {
      return await listen(app, {
        ...config,
        maxConnectionsPerClient: config.clientLimits.connections,
      });
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      return fail([`cannot listen on ${config.host}:${config.port}: ${text}`]);
    }
  }
}

logUnhandledErrors();
main().catch((error: unknown) => {
  if (error instanceof ConfigError) fail(error.mistakes);
  fail([error instanceof Error ? (error.stack ?? error.message) : String(error)]);
});
