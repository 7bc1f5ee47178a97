import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";
import { buildStale } from "../scripts/build.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The region that a measured server has. */
export const region = "cn-shanghai";

/** What a server's process holds at one time, and how late its event loop was since the last time. */
export interface Held {
  rss: number;
  heapUsed: number;
  sockets: number;
  timers: number;
  delays: { byClock: Delays; byProcessor: Delays };
}

/** Delays of a timer of one millisecond, in milliseconds. */
export interface Delays {
  p50: number;
  p99: number;
  max: number;
}

export const delayInWords = ({ p50, p99, max }: Delays): string =>
  `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms`;

/** What something was measured on, and how busy it was. */
export function machine(): string {
  const [model = ""] = cpus().map((cpu) => cpu.model);
  const [load1 = 0] = loadavg();
  return `${availableParallelism()} x ${model}, Node.js ${process.version}, load ${load1.toFixed(1)}`;
}

/** A server in a process of its own. */
export interface MeasuredServer {
  url: string;
  hasEnded(): boolean;
  probe(): Promise<Held>;
  /** The bytes of memory that it has at this moment, as the system counts them; nothing is collected for it. */
  residentBytes(): Promise<number>;
  stop(): Promise<void>;
}

/** Builds what is stale and starts the built server over an emulator, at `rate` upstream calls a second. */
export async function startBuiltServer(
  emulatorUrl: string,
  rate: number,
  env: Record<string, string> = {},
): Promise<MeasuredServer> {
  await buildStale();
  const home = mkdtempSync(join(tmpdir(), "snapdeck-measured-"));
  const withProbe = ["--expose-gc", "--import", join(root, "bench/server-probe.mjs")];
  const child = spawn(process.execPath, [...withProbe, join(root, "dist/server/main.js")], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env.PATH,
      HOME: home,
      NODE_ENV: "production",
      PORT: "0",
      SNAPDECK_DATA: join(home, "data"),
      ALIBABA_CLOUD_ACCESS_KEY_ID: "emulator",
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: "emulator-secret",
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
      DSW_REGIONS: region,
      DSW_ENDPOINT: emulatorUrl,
      AIWORKSPACE_ENDPOINT: emulatorUrl,
      DSW_RATE: String(rate),
      DSW_BURST: String(rate),
      ...env,
    },
  });
  endWithBench(child);
  const lines = createInterface({ input: child.stdout });
  const url = await addressOf(lines);
  const probe = async (): Promise<Held> => {
    const line = once(lines, "line");
    child.kill("SIGUSR2");
    const [text] = await line;
    return JSON.parse(String(text).replace("server-probe ", ""));
  };
  return {
    url,
    hasEnded: () => child.exitCode !== null,
    probe,
    async residentBytes() {
      if (process.platform !== "linux") return (await probe()).rss;
      const status = readFileSync(`/proc/${child.pid}/status`, "latin1");
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
    },
    async stop() {
      await end(child);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Starts the emulator in a process of its own, with faults as its command has them, and so many milliseconds late. */
export async function startEmulatorProcess(
  instances: number,
  faults: readonly string[] = [],
  latencyMs = 0,
) {
  const cli = ["--import", "tsx", join(root, "server/cli/snapdeck.ts"), "emulator"];
  const options = ["--port", "0", "--instances", String(instances), "--latency", String(latencyMs)];
  const withFaults = faults.flatMap((fault) => ["--fault", fault]);
  const child = spawn(process.execPath, [...cli, ...options, ...withFaults], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  endWithBench(child);
  const url = await addressOf(createInterface({ input: child.stdout }));
  return { url, stop: () => end(child) };
}

/** What a bench that fails or is ended would leave running, and whoever reads its output waiting. */
const running = new Set<ChildProcess>();

/** Has a process end with this one at the latest. */
export function endWithBench(child: ChildProcess) {
  running.add(child);
  child.once("exit", () => running.delete(child));
}

const endAll = () => {
  for (const child of running) child.kill();
};
process.once("exit", endAll);
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    endAll();
    // Once more, and as if nobody had listened.
    process.kill(process.pid, signal);
  });
}

async function addressOf(lines: Interface): Promise<string> {
  const [started] = await Promise.race([once(lines, "line"), once(lines, "close")]);
  const address = /http:\/\/[^\s/]+/.exec(String(started))?.[0];
  if (address === undefined) throw new Error(`no address in: ${started}`);
  return address;
}

async function end(child: ChildProcess) {
  child.kill("SIGTERM");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}
