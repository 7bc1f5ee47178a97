// @ts-check
/** Loaded into the server that `npm run soak` watches: on SIGUSR2 it prints what the process holds. */
process.on("SIGUSR2", () => {
  globalThis.gc?.();
  const counts = { TCPSocketWrap: 0, Timeout: 0 };
  for (const name of process.getActiveResourcesInfo()) {
    if (name === "TCPSocketWrap" || name === "Timeout") counts[name]++;
  }
  const { rss, heapUsed } = process.memoryUsage();
  const held = { rss, heapUsed, sockets: counts.TCPSocketWrap, timers: counts.Timeout };
  process.stdout.write(`soak-probe ${JSON.stringify(held)}\n`);
});
