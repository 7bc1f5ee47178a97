import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { createAccess } from "../server/access/access";
import type { AccessTree } from "../server/config/access";
import { emulatorConnection } from "../server/connections/emulator-connection.testing";
import { createTestTimers } from "../server/dsw/timer.testing";
import { type Emulator, type Role, startEmulator } from "../server/emulator";
import { createApp } from "../server/http/app";
import { createOutgoing } from "../server/startup/outgoing";
import { openIndex } from "../server/store/open";
import { noopLease } from "../server/sync/lease";
import { startSync } from "../server/sync/sync";
import { builtInCauses } from "../server/triage/causes-catalogue";

/** The real server on a free port over an emulator of its own. */
export interface TestServer {
  /** The server's address with its base path, without a slash at its end. */
  url: string;
  /** The account behind it, with its clock, its faults and what it has been asked for. */
  emulator: Emulator;
  /** Lets time pass for the limits on the service's answers, which otherwise never run out. */
  passTime(ms: number): void;
  /** Reads the whole account of every connection into the index; resolves when it is all there. */
  fullSync(): Promise<void>;
  /** Checks whether the images of instances at risk are still there, as the server does in the background. */
  checkImages(): Promise<void>;
  close(): Promise<void>;
}

export interface TestServerOptions {
  /** How many instances the account has (default 240). */
  instances?: number;
  /** An instance that it lacks: one with ten thousand snapshots takes seconds to be read into the index. */
  without?: string;
  /** What its key is shown of other people's private instances (default: all of them). */
  role?: Role;
  /** The account's clock stands still at this moment, in milliseconds since the epoch. */
  stoppedAt?: number;
  /** One connection each, all to the same emulator. */
  regions?: string[];
  /** The path everything is served under. */
  basePath?: string;
  /** Who may come in, and as whom (default: this machine alone); given the address to come. */
  access?: AccessTree;
  /** A port of one's own, where others have to know it before. */
  port?: number;
  /** What one client may ask (default: any number). */
  clientRate?: { rate: number; burst: number };
  /** The snapshot index: none (default), one that is read into by `fullSync` alone, or one that has it all. */
  index?: "none" | "empty" | "synced";
}

/** Starts the server on the built pages, over a fresh emulator with the seeded data. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { instances, role, stoppedAt, regions = ["cn-shanghai"], basePath = "" } = options;
  const emulator = await startEmulator({
    ...(instances === undefined ? {} : { instances }),
    ...(role === undefined ? {} : { role }),
    ...(stoppedAt === undefined ? {} : { now: stoppedAt }),
  });
  if (stoppedAt !== undefined) emulator.clock.set(stoppedAt);
  if (options.without !== undefined) emulator.data.deleteInstance(options.without);
  const now = () => emulator.clock.now();
  const { startTimer, pass } = createTestTimers();
  const connections = regions.map((id) => emulatorConnection(emulator, { id, startTimer }));
  const folder = mkdtempSync(join(tmpdir(), "snapdeck-e2e-"));
  const { index: has = "none" } = options;
  const index = has === "none" ? null : await openIndex({ folder });
  // It does not run by itself, so that what the account is asked for can be counted.
  const sync =
    index && startSync(index, connections, noopLease, { now, elapsed: now, running: false });
  const fullSync = async () => {
    for (const { connection } of connections) await sync?.once(connection.id, "full");
  };
  if (has === "synced") await fullSync();
  const outgoing = createOutgoing({ httpProxy: null, httpsProxy: null, noProxy: "", caFile: null });
  const app = createApp({
    connections,
    views: [
      {
        name: { en: "Single", "zh-CN": "单个" },
        path: "/cn-shanghai/instances?q=single",
      },
    ],
    webRoot: fileURLToPath(new URL("../dist/web", import.meta.url)),
    basePath,
    access: createAccess(options.access ?? {}, { basePath, fetch: outgoing.fetch, now }),
    ...(options.clientRate === undefined ? {} : { clientRate: options.clientRate }),
    now,
    triage: index && sync && { index, sync, catalogue: builtInCauses },
  });
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve(
      { fetch: app.fetch, hostname: "127.0.0.1", port: options.port ?? 0 },
      () => resolve(started),
    );
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}${basePath}`,
    emulator,
    passTime: pass,
    fullSync,
    async checkImages() {
      for (const connection of connections) sync?.images.begin(connection);
      await sync?.images.settled();
    },
    async close() {
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
      await sync?.close();
      await index?.close();
      rmSync(folder, { recursive: true, force: true });
      await Promise.all(
        connections.flatMap(({ client, images }) => [client.close(), images.close()]),
      );
      await emulator.close();
    },
  };
}
