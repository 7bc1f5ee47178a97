// @ts-check
/**
 * Loaded into a server that is measured: on SIGUSR2 it prints what the process holds, and how late its event
 * loop was since the last time: by the clock, and by the main thread's processor time, which does not grow when
 * other programs want the processor.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { createHistogram, monitorEventLoopDelay } from "node:perf_hooks";

const everyMs = 1;
const byClock = monitorEventLoopDelay({ resolution: everyMs });
byClock.enable();

const byProcessor = createHistogram();
/** Linux tells a thread's processor time in nanoseconds there; the first thread has the process's number. */
const file = `/proc/self/task/${process.pid}/schedstat`;
const descriptor = process.platform === "linux" ? openSync(file, "r") : null;
const buffer = Buffer.alloc(100);
function processorNs() {
  if (descriptor === null) return 0;
  const length = readSync(descriptor, buffer, 0, buffer.length, 0);
  return Number(buffer.toString("latin1", 0, length).split(" ")[0]);
}
let before = processorNs();
setInterval(() => {
  const now = processorNs();
  byProcessor.record(Math.max(1, now - before));
  before = now;
}, everyMs).unref();

const ms = (/** @type {number} */ nanoseconds) => nanoseconds / 1e6;
const inMs = (/** @type {import("node:perf_hooks").Histogram} */ delays) => ({
  p50: ms(delays.percentile(50)),
  p99: ms(delays.percentile(99)),
  max: ms(delays.max),
});

process.on("SIGUSR2", () => {
  const delays = { byClock: inMs(byClock), byProcessor: inMs(byProcessor) };
  globalThis.gc?.();
  const counts = { TCPSocketWrap: 0, Timeout: 0 };
  for (const name of process.getActiveResourcesInfo()) {
    if (name === "TCPSocketWrap" || name === "Timeout") counts[name]++;
  }
  const { rss, heapUsed } = process.memoryUsage();
  const held = { rss, heapUsed, sockets: counts.TCPSocketWrap, timers: counts.Timeout };
  process.stdout.write(`server-probe ${JSON.stringify({ ...held, delays })}\n`);
  byClock.reset();
  byProcessor.reset();
});

process.once("exit", () => {
  if (descriptor !== null) closeSync(descriptor);
});
