import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noAnswers, runClients } from "../bench/clients";
import { type Held, type MeasuredServer, startBuiltServer } from "../bench/measured-server";
import { type Emulator, startEmulator, tenThousandInstanceId } from "../server/emulator";
import { faultSets } from "./soak/faults";

let emulator: Emulator;
let server: MeasuredServer;

beforeAll(async () => {
  emulator = await startEmulator({ instances: 24 });
  emulator.data.deleteInstance(tenThousandInstanceId);
  server = await startBuiltServer(emulator.url, 500, { SNAPDECK_API_ONLY: "1" });
}, 120_000);
afterAll(async () => {
  await server.stop();
  await emulator.close();
});

/** Every address under every fault, some of the requests left in the middle; then a quiet service. */
async function round() {
  const answers = noAnswers();
  // A service that hangs is left to `npm run soak`: each such call takes the seconds that it may take.
  for (const faults of faultSets.filter((set) => !set.some(({ kind }) => kind === "hang"))) {
    emulator.faults.set(faults);
    const behaviour = { clients: 4, pauseMs: 0, leaving: 7, requests: 13 };
    await runClients(server.url, answers, behaviour, new AbortController().signal);
  }
  emulator.faults.set([]);
  return answers;
}

/** What the process holds once nothing but what it keeps for good is left of a round. */
async function atRest(isAtRest: (held: Held) => boolean): Promise<Held> {
  let held = await server.probe();
  await expect
    .poll(
      async () => {
        held = await server.probe();
        return isAtRest(held) ? "at rest" : `${held.sockets} sockets, ${held.timers} timers`;
      },
      { timeout: 120_000, interval: 250 },
    )
    .toBe("at rest");
  return held;
}

describe("a server under load and faults", () => {
  it("holds no more sockets, timers and memory after it than before", {
    timeout: 300_000,
  }, async () => {
    const { byStatus, unexpected } = await round();
    // The pages are not built for it, and the index opens meanwhile.
    expect([...unexpected.keys()].filter((what) => /^404 .* \/api/.test(what))).toEqual([]);
    expect(byStatus.get("200")).toBeGreaterThan(0);
    // The service's connections are closed some seconds after their last use.
    const before = await atRest(({ sockets }) => sockets === 0);
    for (let n = 0; n < 3; n++) await round();
    const after = await atRest(({ sockets, timers }) => sockets === 0 && timers <= before.timers);
    expect(server.hasEnded()).toBe(false);
    expect(after.heapUsed).toBeLessThan(1.5 * before.heapUsed);
  });
});
