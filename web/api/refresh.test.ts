import { describe, expect, it } from "vitest";
import { refreshDelay, whileInFlight } from "./refresh";

describe("refreshDelay", () => {
  it("starts at 3 s, grows by half and stops at a minute", () => {
    expect([0, 1, 2, 3].map(refreshDelay)).toEqual([3000, 4500, 6750, 10125]);
    expect(refreshDelay(40)).toBe(60_000);
  });
});

describe("whileInFlight", () => {
  const watched = (data: string | undefined) => ({
    state: { data, dataUpdateCount: 1, errorUpdateCount: 0 },
  });
  const interval = () => whileInFlight<string>((data) => (data === "settled" ? null : data));

  it("is off without data and when all is settled", () => {
    expect(interval()(watched(undefined))).toBe(false);
    expect(interval()(watched("settled"))).toBe(false);
  });

  it("slows down with reads, not with renders", () => {
    const next = interval();
    const query = watched("pushing");
    expect([next(query), next(query)]).toEqual([3000, 3000]);
    query.state.dataUpdateCount = 2;
    expect(next(query)).toBe(4500);
    query.state.errorUpdateCount = 1;
    expect(next(query)).toBe(6750);
  });

  it("is quick again once something moved, and ends with the flight", () => {
    const next = interval();
    const query = watched("creating");
    next(query);
    query.state.dataUpdateCount = 2;
    expect(next(query)).toBe(4500);
    query.state = { data: "pushing", dataUpdateCount: 3, errorUpdateCount: 0 };
    expect(next(query)).toBe(3000);
    query.state = { data: "settled", dataUpdateCount: 4, errorUpdateCount: 0 };
    expect(next(query)).toBe(false);
  });
});
