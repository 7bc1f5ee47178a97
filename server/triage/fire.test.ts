import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Judgement, judge, leadingGroup, type Settled, weeksBack } from "./fire";

/** The same in every window of a week; the first is this one, weeks that are left out had nothing. */
const weekly =
  (...weeks: Settled[]) =>
  (_hours: number, weeksBefore: number) =>
    weeks[weeksBefore] ?? { failed: 0, succeeded: 0 };
const pushes = (failed: number, settled: number): Settled => ({
  failed,
  succeeded: settled - failed,
});
const weeksOf = (failed: number, settled: number) =>
  Array.from({ length: weeksBack }, () => pushes(failed, settled));

describe("more fails than usual", () => {
  it.each<[string, Settled, Settled[], Judgement["status"]]>([
    ["three times as much as in every week", pushes(44, 98), weeksOf(15, 100), "unusual"],
    ["as much as always, however much", pushes(60, 100), weeksOf(58, 100), "usual"],
    ["a little more", pushes(20, 100), weeksOf(15, 100), "usual"],
    ["few pushes, whatever their share", pushes(4, 4), weeksOf(0, 100), "usual"],
    ["all of a few where nothing ever failed", pushes(6, 6), weeksOf(0, 40), "unusual"],
    [
      "more than a bad week among good ones lets expect",
      pushes(40, 80),
      [pushes(70, 80), ...weeksOf(8, 80).slice(1)],
      "unusual",
    ],
    [
      "within what the weeks differ by",
      pushes(40, 100),
      [10, 50, 20, 45, 15, 40, 30, 25].map((n) => pushes(n, 100)),
      "usual",
    ],
    ["three weeks are enough to know", pushes(20, 40), weeksOf(2, 40).slice(0, 3), "unusual"],
    ["two are not", pushes(20, 40), weeksOf(2, 40).slice(0, 2), "unknown"],
    ["nor are weeks of hardly any push", pushes(20, 40), weeksOf(0, 4), "unknown"],
  ])("%s", (_what, now, past, status) => {
    expect(judge(weekly(now, ...past)).status).toBe(status);
  });

  it("is told by the window that has the most failures beyond the usual", () => {
    const settledIn = (hours: number, weeksBefore: number) =>
      weeksBefore > 0 ? pushes(hours, hours * 10) : pushes(10 + hours, 10 + hours * 10);
    expect(judge(settledIn)).toMatchObject({ hours: 3, failed: 13, settled: 40, usualRate: 0.1 });
  });

  const week = fc
    .tuple(fc.nat(200), fc.nat(200))
    .map(([failed, succeeded]): Settled => ({ failed, succeeded }));

  it("never depends on the order of the weeks, and never on one week alone", () => {
    fc.assert(
      fc.property(week, fc.array(week, { minLength: 5, maxLength: weeksBack }), (now, past) => {
        const judged = judge(weekly(now, ...past));
        expect(judge(weekly(now, ...past.toReversed()))).toEqual(judged);
        if (judged.status === "unusual") {
          expect(judged.rate).toBeGreaterThan(judged.usualRate);
          // Weeks of hardly any push say nothing, and are not among the ones compared with.
          const telling = past.filter(({ failed, succeeded }) => failed + succeeded >= 5);
          const rates = telling.map(({ failed, succeeded }) => failed / (failed + succeeded));
          const higher = rates.filter((rate) => rate >= judged.rate);
          expect(higher.length).toBeLessThanOrEqual(telling.length / 2);
        }
      }),
    );
  });

  it("stays unusual when more of the same pushes fail", () => {
    fc.assert(
      fc.property(week, fc.array(week, { minLength: 3, maxLength: weeksBack }), (now, past) => {
        if (judge(weekly(now, ...past)).status !== "unusual" || now.succeeded === 0) return;
        const worse = { failed: now.failed + 1, succeeded: now.succeeded - 1 };
        expect(judge(weekly(worse, ...past)).status).toBe("unusual");
      }),
    );
  });
});

it("the leading group is the most frequent one of the window, since it last paused", () => {
  const hour = 3_600_000;
  const at = (hours: number, group: string) => ({ group, at: 100 * hour - hours * hour });
  const told = leadingGroup(
    [
      at(50, "a"),
      at(26, "a"),
      at(22, "a"),
      at(17, "a"),
      at(12, "a"),
      at(2, "b"),
      at(1, "b"),
      at(7, "a"),
    ],
    76 * hour,
  );
  expect(told).toMatchObject({ group: "a", since: 74 * hour });
  expect(told?.pushes).toHaveLength(4);
  expect(leadingGroup([at(30, "a")], 76 * hour)).toBeNull();
});
