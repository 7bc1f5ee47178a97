import { expect, it } from "vitest";
import { createMinuteCount } from "./minute-count";

it("counts the last minute, and what is older no more", () => {
  let now = 1_000_000;
  const minute = createMinuteCount(() => now);
  expect(minute.count()).toBe(0);
  for (let n = 0; n < 20_000; n += 1) minute.add();
  now += 59_000;
  minute.add();
  expect(minute.count()).toBe(20_001);
  now += 1_000;
  expect(minute.count()).toBe(1);
  minute.add();
  expect(minute.count()).toBe(2);
  now += 600_000;
  expect(minute.count()).toBe(0);
});
