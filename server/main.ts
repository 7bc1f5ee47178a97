import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { ConfigError, readConfig } from "./config/config";
import { readTeamViews } from "./config/team-views";
import { createApp } from "./http/app";
import { closeConnections, openConnections } from "./startup/connections";
import { startIndex } from "./startup/index-startup";

const say = (line: string) => process.stdout.write(`${line}\n`);

function fail(lines: readonly string[]): never {
  for (const line of lines) process.stderr.write(`snapdeck: ${line}\n`);
  process.exit(1);
}

/** Starts the server, says where it is, and stops it in order on SIGINT and SIGTERM. */
async function main() {
  const config = readConfig(process.env);
  const views = readTeamViews(config.viewsFile);
  const opened = await openConnections(config);
  const triage = startIndex(config, opened);
  const app = createApp({
    connections: opened.connections,
    allowedHosts: config.allowedHosts,
    triageOf: () => triage?.current() ?? null,
    views,
    unfurl: config.unfurl,
    basePath: config.basePath,
    ...(process.env.SNAPDECK_API_ONLY === "1"
      ? {}
      : { webRoot: fileURLToPath(new URL("../web", import.meta.url)) }),
  });
  const server = serve(
    { fetch: app.fetch, hostname: config.host, port: config.port },
    (address) => {
      const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
      say(`Snapdeck is at http://${host}:${address.port}${config.basePath} (${opened.runsOn})`);
    },
  );
  server.on("error", (error) =>
    fail([`cannot listen on ${config.host}:${config.port}: ${error.message}`]),
  );

  const closeAll = async () => {
    await triage?.close();
    await closeConnections(opened);
  };
  const stop = () => {
    server.close(() => void closeAll().then(() => process.exit(0)));
    if ("closeIdleConnections" in server) server.closeIdleConnections();
    setTimeout(() => process.exit(0), 5000).unref();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) fail(error.mistakes);
  fail([error instanceof Error ? (error.stack ?? error.message) : String(error)]);
});
