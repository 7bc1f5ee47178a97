import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { UpstreamSnapshot } from "../contract";
import { DswError } from "./errors";
import { createInstanceCache } from "./instance-cache";
import { createPageSizeFinder, type PageSizeFinder } from "./page-size";
import { parseInstancePage, parseSnapshotPage } from "./parse-results";
import { readAllPages } from "./read-all-pages";
import { SimulatedService } from "./simulated-service.testing";

const rows = (...ids: string[]) => ids.map((SnapshotId) => ({ SnapshotId }));
const keyOf = (row: UpstreamSnapshot) => row.snapshotId;
const parse = (body: Record<string, unknown>, page = 1, size = 100) =>
  parseSnapshotPage({ body, requestId: "r" }, "dsw-1", { page, size }, 0);

describe("a page that contradicts itself", () => {
  it.each([
    ["is empty JSON", {}, 1],
    ["has no count", { Snapshots: rows("a") }, 1],
    ["has a count that is null", { TotalCount: null, Snapshots: rows("a") }, 1],
    ["has a negative count", { TotalCount: -1, Snapshots: [] }, 1],
    ["has a broken count", { TotalCount: 1.5, Snapshots: rows("a") }, 1],
    ["has a count that is too small", { TotalCount: 1, Snapshots: rows("a", "b") }, 1],
    ["counts rows but has no list", { TotalCount: 3 }, 1],
    ["counts rows but has none", { TotalCount: 3, Snapshots: [] }, 1],
    ["is empty though more rows follow", { TotalCount: 240, Snapshots: [] }, 2],
    ["has more rows than were asked for", { TotalCount: 500, Snapshots: rows(...many(101)) }, 1],
  ])("because it %s is an error", (_, body, page) => {
    expect(() => parse(body, page)).toThrow(
      expect.objectContaining({ code: "upstream.badAnswer", requestId: "r", retryable: true }),
    );
  });

  it("is not seen where there is none", () => {
    expect(parse({ TotalCount: 0, Snapshots: [] })).toMatchObject({ items: [], total: 0 });
    expect(parse({ TotalCount: "0", Snapshots: null })).toMatchObject({ items: [], total: 0 });
    expect(parse({ TotalCount: 5, Snapshots: [] }, 2)).toMatchObject({ items: [], total: 5 });
    // The documented example: one row of thirty-five.
    expect(parse({ TotalCount: 35, Snapshots: rows("a") })).toMatchObject({ total: 35 });
  });
});

describe("a row that is on a page twice", () => {
  const twice = [
    { SnapshotId: "a", Status: "Pushing", GmtModifiedTime: "2024-01-01T00:00:00Z" },
    { SnapshotId: "b" },
    { SnapshotId: "a", Status: "Saved", GmtModifiedTime: "2024-01-02T00:00:00Z" },
    { SnapshotId: "a", Status: "Committing", GmtModifiedTime: "2023-01-01T00:00:00Z" },
  ];

  it.each([4, 2])("is given once, the newest, when the count is %i", (TotalCount) => {
    const { items, skipped, total } = parse({ TotalCount, Snapshots: twice });
    expect(items.map((row) => [row.snapshotId, row.status])).toEqual([
      ["a", "Saved"],
      ["b", null],
    ]);
    expect(items.length + (skipped ?? 0)).toBe(total);
  });

  it("does not keep a history from being read", async () => {
    const { items } = await readAllPages({
      keyOf,
      pageSize: createPageSizeFinder(),
      fetchPage: async (page, size) => parse({ TotalCount: 4, Snapshots: twice }, page, size),
    });
    expect(items).toHaveLength(2);
  });
});

it("one instance list with a count that is too small is not complete", async () => {
  const all = Array.from({ length: 240 }, (_, n) => ({ InstanceId: `dsw-${n}` }));
  const instances = createInstanceCache({
    async listInstances(q) {
      const Instances = all.slice((q.page - 1) * q.size, q.page * q.size);
      return parseInstancePage({ body: { TotalCount: 100, Instances }, requestId: "r" }, q, 0);
    },
  });
  await expect(instances.whole()).rejects.toMatchObject({ code: "upstream.badAnswer" });
});

describe("a list without an end", () => {
  it.each([
    ["1e12 rows", 1e12, 1],
    ["the same page for every number", 150_000, 12],
  ])("of %s is an error after a few calls", async (_, TotalCount, callsAtMost) => {
    let calls = 0;
    const reading = readAllPages({
      keyOf,
      pageSize: createPageSizeFinder(),
      async fetchPage(page, size) {
        calls += 1;
        return parse({ TotalCount, Snapshots: rows(...many(100)) }, page, size);
      },
    });
    await expect(reading).rejects.toMatchObject({ code: "upstream.badAnswer" });
    expect(calls).toBeLessThanOrEqual(callsAtMost);
  });
});

describe("an upstream that changes and lies between pages", () => {
  const lies = ["none", "none", "noTotal", "empty", "otherPage", "fewer", "twice"] as const;

  interface Step {
    changes: { kind: "create" | "remove"; at: number }[];
    lie: string;
    by: number;
  }

  const script = (kinds: Step["changes"][number]["kind"][], ofLies: readonly string[]) =>
    fc.array(
      fc.record({
        changes: fc.array(fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(40) }), {
          maxLength: 3,
        }),
        lie: fc.constantFrom(...ofLies),
        by: fc.integer({ min: -6, max: 6 }),
      }),
      { maxLength: 12 },
    );

  async function alwaysTrueOrAnError(steps: fc.Arbitrary<Step[]>): Promise<void> {
    let given = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 2, max: 10 }),
        steps,
        fc.integer({ min: 1, max: 4 }),
        async (count, size, plan, parallel) => {
          const service = new SimulatedService(count);
          const states: string[][] = [];
          const note = () => states.push(service.rows.map(keyOf));
          note();
          let at = 0;
          const fetchPage = async (page: number) => {
            const { changes = [], lie = "none", by = 0 } = plan[at] ?? {};
            at += 1;
            for (const change of changes) {
              if (change.kind === "create") service.create();
              else service.remove(change.at);
              note();
            }
            return parse(lyingBody(service, page, size, lie, by), page, size);
          };
          try {
            const pageSize = fixedPageSize(size);
            const { items } = await readAllPages({ keyOf, pageSize, fetchPage, parallel });
            given += 1;
            // Two pages that were sent for each other are out of order, which loses nothing.
            const ids = items.map(keyOf).toSorted().reverse();
            expect(states).toContainEqual(ids);
          } catch (error) {
            if (!(error instanceof DswError)) throw error;
            expect(error.code).toBe("upstream.badAnswer");
          }
        },
      ),
      { numRuns: 1_500 },
    );
    expect(given).toBeGreaterThan(300);
  }

  it("gives the list as it was at some moment, or an error", () =>
    alwaysTrueOrAnError(script(["create", "remove"], lies)));

  // A false count that is off by just the rows that go away next cannot be distinguished from a true one.
  it("is not believed when its counts are false either", () =>
    alwaysTrueOrAnError(script(["create"], [...lies, "total", "total"])));
});

function lyingBody(
  service: SimulatedService,
  page: number,
  size: number,
  lie: string,
  by: number,
): Record<string, unknown> {
  const honest = service.page(page, size);
  const Snapshots = honest.items.map(({ snapshotId }) => ({ SnapshotId: snapshotId }));
  const body = { TotalCount: honest.total, Snapshots };
  switch (lie) {
    case "total":
      return { ...body, TotalCount: honest.total + by };
    case "noTotal":
      return { Snapshots };
    case "empty":
      return { ...body, Snapshots: [] };
    case "otherPage":
      return lyingBody(service, Math.max(1, page + by), size, "none", 0);
    case "fewer":
      return { ...body, Snapshots: Snapshots.slice(Math.abs(by)) };
    case "twice":
      return { ...body, Snapshots: [...Snapshots, ...Snapshots.slice(0, 1)] };
    default:
      return body;
  }
}

function fixedPageSize(size: number): PageSizeFinder {
  return { size, isProven: true, noteResponse: () => {}, noteRefusal: () => false };
}

function many(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `snp-${n}`);
}
