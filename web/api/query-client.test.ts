import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Problem } from "../../server/contract";
import { ApiError } from "./problem";
import { createQueryClient } from "./query-client";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const refusal = (more: Partial<Problem>) =>
  new ApiError({
    type: "about:blank",
    code: "rate.limited",
    title: "",
    detail: "",
    status: 429,
    requestId: null,
    retryable: true,
    remedy: null,
    retryAfter: 2,
    ...more,
  });

/** How often a query asks that fails in such a way, and how many seconds pass until it says so. */
async function outcome(error: ApiError) {
  const queryFn = vi.fn(() => Promise.reject(error));
  const began = Date.now();
  const failed = createQueryClient()
    .fetchQuery({ queryKey: ["any"], queryFn })
    .then(
      () => null,
      () => (Date.now() - began) / 1000,
    );
  await vi.runAllTimersAsync();
  return { asked: queryFn.mock.calls.length, seconds: await failed };
}

it("asks again when this browser was too fast, after as long as the server says", async () => {
  expect(await outcome(refusal({}))).toEqual({ asked: 4, seconds: 6 });
  expect(await outcome(refusal({ retryAfter: 11 }))).toEqual({ asked: 1, seconds: 0 });
});

it("asks once where the server has tried again itself", async () => {
  const throttled = refusal({ code: "upstream.throttled", status: 503 });
  expect(await outcome(throttled)).toEqual({ asked: 1, seconds: 0 });
});
