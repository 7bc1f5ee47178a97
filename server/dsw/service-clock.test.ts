import fc from "fast-check";
import { expect, it } from "vitest";
import { createServiceClock } from "./service-clock";

const start = Date.parse("2026-03-01T12:00:00Z");
const dated = (ms: number) => ({ date: new Date(ms).toUTCString() });
const minutes = (n: number) => n * 60_000;

it("follows the service once two responses agree", () => {
  const clock = createServiceClock(() => start);
  clock.observe(dated(start + minutes(10)));
  expect(clock.offsetMs()).toBe(0);
  clock.observe(dated(start + minutes(10)));
  expect(clock.offsetMs()).toBe(minutes(10));
  expect(clock.now()).toBe(start + minutes(10));
});

it("follows our own clock when that is put right", () => {
  let ours = start - minutes(60);
  const clock = createServiceClock(() => ours);
  expect(clock.correct(dated(start))).toBe(true);
  expect(clock.now()).toBe(start);
  ours = start;
  clock.observe(dated(start));
  clock.observe(dated(start + 1_000));
  expect(clock.offsetMs()).toBe(0);
});

it("ignores one response that differs from the others", () => {
  const clock = createServiceClock(() => start);
  for (const date of [start, start - minutes(180), start, start - minutes(180), start]) {
    clock.observe(dated(date));
    expect(clock.offsetMs()).toBe(0);
  }
});

it.each(["Sat, 13 Sep 275760 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "soon", undefined])(
  "takes no time from %j",
  (date) => {
    const clock = createServiceClock(() => start);
    const headers = date === undefined ? {} : { date };
    expect(clock.correct(headers)).toBe(false);
    clock.observe(headers);
    clock.observe(headers);
    expect(clock.offsetMs()).toBe(0);
  },
);

it("always gives a time that can be written", () => {
  fc.assert(
    fc.property(fc.array(fc.date().map(String)), (dates) => {
      const clock = createServiceClock(() => start);
      for (const date of dates) {
        clock.correct({ date });
        clock.observe({ date });
        expect(new Date(clock.now()).toISOString()).toMatch(/^2026-0[23]/);
      }
    }),
  );
});
