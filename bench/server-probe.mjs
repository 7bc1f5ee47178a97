// @ts-check
/**
 * Loaded into a server that is measured: on SIGUSR2 it prints what the process holds, and how late its event
 * loop was since the last time.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

process.on("SIGUSR2", () => {
  const ms = (/** @type {number} */ nanoseconds) => nanoseconds / 1e6;
  const [p50, p99, max] = [delay.percentile(50), delay.percentile(99), delay.max].map(ms);
  globalThis.gc?.();
  const counts = { TCPSocketWrap: 0, Timeout: 0 };
  for (const name of process.getActiveResourcesInfo()) {
    if (name === "TCPSocketWrap" || name === "Timeout") counts[name]++;
  }
  const { rss, heapUsed } = process.memoryUsage();
  const held = { rss, heapUsed, sockets: counts.TCPSocketWrap, timers: counts.Timeout };
  process.stdout.write(`server-probe ${JSON.stringify({ ...held, delayMs: { p50, p99, max } })}\n`);
  delay.reset();
});
