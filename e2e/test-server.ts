import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { type ConnectionSettings, openConnection } from "../server/connections/open-connection";
import { fixedCredential } from "../server/dsw";
import { type Emulator, type EmulatorOptions, startEmulator } from "../server/emulator";
import { createApp } from "../server/http/app";
import { openIndex } from "../server/store/open";
import { noopLease } from "../server/sync/lease";
import { startSync } from "../server/sync/sync";
import { builtInCauses } from "../server/triage/causes-catalogue";

/** The real server on a free port over an emulator of its own. */
export interface TestServer {
  /** The server's address with its base path, without a slash at its end. */
  url: string;
  emulator: Emulator;
  /** Reads the whole account into the index, when the stage has one. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

export interface TestServerOptions {
  emulator?: EmulatorOptions;
  limits?: ConnectionSettings["limits"];
  /** One connection each, all to the same emulator. */
  regions?: string[];
  /** The path everything is served under; the stage's address includes it. */
  basePath?: string;
  /** With a snapshot index, which is read into by `sweep` alone, so that calls can be counted. */
  indexed?: boolean;
}

/** Starts the server on the built pages, over a fresh emulator with the seeded data. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const emulator = await startEmulator(options.emulator);
  const { accessKeyId, accessKeySecret } = emulator;
  const now = () => emulator.clock.now();
  const connections = (options.regions ?? ["cn-shanghai"]).map((region) =>
    openConnection(
      {
        connection: { id: region, label: region, region, kind: "emulator", workspace: "ALL" },
        endpoint: emulator.url,
        credentials: fixedCredential("emulator", { accessKeyId, accessKeySecret }),
        rate: 1000,
        burst: 1000,
        limits: options.limits,
      },
      now,
    ),
  );
  const folder = mkdtempSync(join(tmpdir(), "snapdeck-e2e-"));
  const index = options.indexed ? await openIndex({ folder }) : null;
  const sync = index && startSync(index, connections, noopLease, { now, running: false });
  const app = createApp({
    connections,
    views: [
      {
        name: { en: "Single", "zh-CN": "单个" },
        path: "/cn-shanghai/instances?q=single",
      },
    ],
    webRoot: fileURLToPath(new URL("../dist/web", import.meta.url)),
    basePath: options.basePath ?? "",
    now,
    triage: index && sync && { index, sync, catalogue: builtInCauses },
  });
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: 0 }, () =>
      resolve(started),
    );
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}${options.basePath ?? ""}`,
    emulator,
    async sweep() {
      for (const { connection } of connections) await sync?.once(connection.id, "full");
    },
    async close() {
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await sync?.close();
      await index?.close();
      rmSync(folder, { recursive: true, force: true });
      await Promise.all(connections.map(({ client }) => client.close()));
      await emulator.close();
    },
  };
}
