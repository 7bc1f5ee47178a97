import { describe, expect, it } from "vitest";
import { createCoalescer } from "./coalesce";
import type { StopSignal } from "./stop";
import type { WaitingClients } from "./waiting-clients";

function work() {
  const signals: StopSignal[] = [];
  let resolve: (text: string) => void = () => {};
  let reject: (reason: Error) => void = () => {};
  const promise = new Promise<string>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  const run = (signal: StopSignal) => {
    signals.push(signal);
    return promise;
  };
  return { run, signals, resolve, reject };
}

describe("reads in flight", () => {
  it("are shared by key, and begun again once they have ended", async () => {
    const { share } = createCoalescer<string>();
    const one = work();
    const both = [share("a", one.run), share("a", one.run)];
    const other = share("b", async () => "other");
    expect(one.signals).toHaveLength(1);
    one.resolve("result");
    expect(await Promise.all(both)).toEqual(["result", "result"]);
    expect(await other).toBe("other");
    expect(await share("a", async () => "new")).toBe("new");
  });

  it("fail for everyone who waits, and are begun again afterwards", async () => {
    const { share } = createCoalescer<string>();
    const one = work();
    const both = Promise.allSettled([share("a", one.run), share("a", one.run)]);
    one.reject(new Error("broken"));
    expect((await both).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await share("a", async () => "new")).toBe("new");
  });

  it("go on while somebody waits, and are aborted when the last has gone", async () => {
    const { share } = createCoalescer<string>();
    const one = work();
    const first = new AbortController();
    const second = new AbortController();
    const both = Promise.allSettled([share("a", one.run, first), share("a", one.run, second)]);
    first.abort(new Error("first left"));
    await Promise.resolve();
    expect(one.signals[0]?.aborted).toBe(false);
    second.abort(new Error("second left"));
    const results = await both;
    expect(one.signals[0]?.aborted).toBe(true);
    expect(results).toMatchObject([
      { reason: { message: "first left" } },
      { reason: { message: "second left" } },
    ]);
    // Nobody joins work that is being given up.
    expect(await share("a", async () => "new")).toBe("new");
  });

  it("know every client that waits for them, also one that joins later", async () => {
    const { share } = createCoalescer<string>();
    const one = work();
    const names: string[] = [];
    const run = (signal: StopSignal, clients: WaitingClients) => {
      clients.each((name) => names.push(name));
      return one.run(signal);
    };
    const reads = [share("a", run, { client: "first" })];
    expect(names).toEqual(["first"]);
    for (const client of ["second", "first"]) reads.push(share("a", run, { client }));
    expect(names).toEqual(["first", "second"]);
    one.resolve("result");
    await Promise.all(reads);
  });

  it("are not begun for a caller that has gone already", async () => {
    const { share } = createCoalescer<string>();
    const one = work();
    await expect(share("a", one.run, { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(one.signals).toHaveLength(0);
  });
});
