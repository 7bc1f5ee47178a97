import { setImmediate } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { DswError, type DswErrorFacts } from "./errors";
import { type RetryOptions, withRetry } from "./retry";
import type { StopSignal } from "./stop";
import { createTestTimers } from "./timer.testing";

const throttled = (retryAfterMs: number | null = null) =>
  new DswError({ code: "upstream.throttled", message: "m", transient: true, retryAfterMs });
const failing = (facts: Partial<DswErrorFacts>) =>
  new DswError({ code: "upstream.unavailable", message: "m", ...facts });

/** Runs a list of outcomes as attempts, with a clock that moves only by the waits. */
async function run(outcomes: (DswError | "ok")[], options: Partial<RetryOptions> = {}) {
  let at = 0;
  const waits: number[] = [];
  let attempts = 0;
  const result = await withRetry(
    async () => {
      const outcome = outcomes[attempts];
      attempts += 1;
      if (outcome instanceof DswError) throw outcome;
      return outcome;
    },
    {
      deadlineMs: 10_000,
      now: () => at,
      random: () => 0.5,
      sleep: async (ms) => {
        waits.push(ms);
        at += ms;
      },
      ...options,
    },
  ).catch((error: unknown) => error);
  return { result, waits, attempts };
}

describe("attempts", () => {
  it("go on after transient errors, waiting half of a doubling range here", async () => {
    const { result, waits, attempts } = await run([throttled(), throttled(), "ok"]);
    expect({ result, waits, attempts }).toEqual({ result: "ok", waits: [100, 200], attempts: 3 });
  });

  it("end after three", async () => {
    const last = throttled();
    const { result, attempts } = await run([throttled(), throttled(), last, "ok"]);
    expect(result).toBe(last);
    expect(attempts).toBe(3);
  });

  it("spread over the whole range", async () => {
    const least = await run([throttled(), throttled(), "ok"], { random: () => 0 });
    const most = await run([throttled(), throttled(), "ok"], { random: () => 1 });
    expect(least.waits).toEqual([0, 0]);
    expect(most.waits).toEqual([200, 400]);
  });

  it.each([
    "upstream.credentials",
    "upstream.permission",
    "upstream.invalid",
    "upstream.notFound",
    "upstream.refused",
    "upstream.badAnswer",
    "credentials.missing",
  ] as const)("are never made again after %s", async (code) => {
    const { attempts, waits } = await run([failing({ code }), "ok"]);
    expect({ attempts, waits }).toEqual({ attempts: 1, waits: [] });
  });

  it("wait at least as long as the service asked", async () => {
    const { waits } = await run([throttled(2_000), "ok"]);
    expect(waits).toEqual([2_100]);
  });

  it("fail at once when the wait asked for ends past the deadline", async () => {
    const error = throttled(60_000);
    const { result, waits, attempts } = await run([error, "ok"]);
    expect(result).toBe(error);
    expect(error.retryable).toBe(true);
    expect({ waits, attempts }).toEqual({ waits: [], attempts: 1 });
  });

  it("are not made again after an error that is none of the service's", async () => {
    const broken = new TypeError("a mistake of ours");
    await expect(withRetry(() => Promise.reject(broken), { deadlineMs: 1_000 })).rejects.toBe(
      broken,
    );
  });
});

describe("repairs", () => {
  const expired = () => failing({ code: "upstream.tokenExpired" });

  it("are followed by one attempt at once", async () => {
    const repair = vi.fn(async () => true);
    const { result, waits, attempts } = await run([expired(), "ok"], { repair });
    expect({ result, waits, attempts }).toEqual({ result: "ok", waits: [], attempts: 2 });
  });

  it("happen once for each kind of error", async () => {
    const repair = vi.fn(async () => true);
    const { attempts } = await run([expired(), expired(), "ok"], { repair });
    expect(repair).toHaveBeenCalledTimes(1);
    expect(attempts).toBe(2);
  });
});

describe("the deadline", () => {
  it("ends an attempt that hangs", async () => {
    const { startTimer, pass } = createTestTimers();
    const hang = (signal: StopSignal) =>
      new Promise<never>((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      });
    const ended = vi.fn();
    const call = withRetry(hang, { deadlineMs: 10_000, startTimer }).catch((error: unknown) => {
      ended();
      return error;
    });
    pass(9_999);
    await setImmediate();
    expect(ended).not.toHaveBeenCalled();
    pass(1);
    expect(await call).toMatchObject({ code: "upstream.timeout", retryable: true });
  });

  it("ends with the reason of the caller's own signal", async () => {
    const reason = new Error("the browser has gone");
    const signal = AbortSignal.abort(reason);
    const aborted = withRetry(() => Promise.reject(throttled()), { deadlineMs: 5_000, signal });
    await expect(aborted).rejects.toBe(reason);
  });
});
