import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLimiter, type Priority } from "./limiter";
import { type ClientName, WaitingClients } from "./waiting-clients";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A limiter whose callers are recorded when they may go; `end` ends the call of one that went. */
function recorded(rate: number, burst: number, atOnce?: number) {
  const limiter = createLimiter({ rate, burst, ...(atOnce === undefined ? {} : { atOnce }) });
  const gone: string[] = [];
  const ends = new Map<string, () => void>();
  const take = (
    name: string,
    priority: Priority = "interactive",
    signal?: AbortSignal,
    client?: ClientName,
  ) =>
    limiter.take(priority, signal, client).then(
      (end) => {
        gone.push(name);
        ends.set(name, end);
      },
      () => void gone.push(`${name} aborted`),
    );
  const end = async (name: string) => {
    ends.get(name)?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { gone, take, end };
}

describe("the token bucket", () => {
  it("lets a burst through at once, then a steady rate", async () => {
    const { gone, take } = recorded(10, 3);
    for (let n = 1; n <= 6; n += 1) void take(String(n));
    await vi.advanceTimersByTimeAsync(0);
    expect(gone).toEqual(["1", "2", "3"]);
    await vi.advanceTimersByTimeAsync(99);
    expect(gone).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(2);
    expect(gone).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(200);
    expect(gone).toEqual(["1", "2", "3", "4", "5", "6"]);
  });

  it("never lets more through in any second than burst and rate together", async () => {
    const { gone, take } = recorded(10, 5);
    for (let n = 0; n < 200; n += 1) void take(String(n));
    for (let second = 1; second <= 5; second += 1) {
      await vi.advanceTimersByTimeAsync(1000);
      expect(gone.length).toBeLessThanOrEqual(5 + 10 * second);
      expect(gone.length).toBeGreaterThanOrEqual(5 + 10 * second - 1);
    }
  });

  it("is shared by several processes: each has its part, as many as there are by then", async () => {
    let processes = 4;
    const limiter = createLimiter({ rate: 20, burst: 40, sharedBy: () => processes });
    let gone = 0;
    for (let n = 0; n < 200; n += 1) void limiter.take("interactive").then(() => gone++);
    await vi.advanceTimersByTimeAsync(0);
    expect(gone).toBe(10);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(gone).toBe(20);
    processes = 1;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(gone).toBeGreaterThanOrEqual(59);
    expect(gone).toBeLessThanOrEqual(61);
    processes = 100;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(gone).toBeGreaterThanOrEqual(70);
    expect(gone).toBeLessThanOrEqual(74);
  });

  it("does not save up more than the burst", async () => {
    const { gone, take } = recorded(10, 2);
    await vi.advanceTimersByTimeAsync(60_000);
    for (let n = 0; n < 5; n += 1) void take(String(n));
    await vi.advanceTimersByTimeAsync(0);
    expect(gone).toHaveLength(2);
  });

  it("lets interactive callers go before background ones that came first", async () => {
    const { gone, take } = recorded(10, 1);
    void take("first");
    void take("sync", "background");
    void take("click");
    await vi.advanceTimersByTimeAsync(250);
    expect(gone).toEqual(["first", "click", "sync"]);
  });

  it("lets clients take turns, whoever asks for more", async () => {
    const { gone, take } = recorded(10, 1);
    void take("first");
    for (let n = 1; n <= 100; n += 1) void take(`greedy ${n}`, "interactive", undefined, "greedy");
    void take("one", "interactive", undefined, "patient");
    void take("two", "interactive", undefined, "patient");
    await vi.advanceTimersByTimeAsync(450);
    expect(gone).toEqual(["first", "greedy 1", "one", "greedy 2", "two"]);
  });

  it("lets a call that several wait for go in the first turn of any of them", async () => {
    const { gone, take } = recorded(10, 1);
    void take("first");
    for (let n = 1; n <= 5; n += 1) void take(`greedy ${n}`, "interactive", undefined, "greedy");
    const clients = new WaitingClients("greedy");
    void take("shared", "interactive", undefined, clients);
    void take("greedy 6", "interactive", undefined, "greedy");
    clients.add(new WaitingClients("patient"));
    await vi.advanceTimersByTimeAsync(750);
    expect(gone).toEqual([
      ...["first", "greedy 1", "shared", "greedy 2", "greedy 3", "greedy 4", "greedy 5"],
      "greedy 6",
    ]);
  });

  it("has no more calls under way than it may, and lets clients take turns at their ends", async () => {
    const { gone, take, end } = recorded(1e6, 100, 2);
    for (let n = 1; n <= 4; n += 1) void take(`greedy ${n}`, "interactive", undefined, "greedy");
    void take("patient", "interactive", undefined, "patient");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(gone).toEqual(["greedy 1", "greedy 2"]);
    expect(vi.getTimerCount()).toBe(0);
    await end("greedy 2");
    expect(gone.slice(2)).toEqual(["greedy 3"]);
    await end("greedy 1");
    expect(gone.slice(3)).toEqual(["patient"]);
  });

  it("leaves room for interactive calls, however many background ones are under way", async () => {
    const { gone, take } = recorded(1e6, 100, 4);
    for (let n = 1; n <= 5; n += 1) void take(`sync ${n}`, "background");
    void take("click");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(gone).toEqual(["sync 1", "sync 2", "click"]);
  });

  it("forgets a caller that goes away, and gives its turn to the next", async () => {
    const { gone, take } = recorded(10, 1);
    const gives = new AbortController();
    void take("first");
    void take("leaves", "interactive", gives.signal);
    void take("next");
    gives.abort();
    await vi.advanceTimersByTimeAsync(110);
    expect(gone.toSorted()).toEqual(["first", "leaves aborted", "next"]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
