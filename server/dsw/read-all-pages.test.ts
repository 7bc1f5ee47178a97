import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { UpstreamSnapshot } from "../contract";
import { createPageSizeFinder, type PageSizeFinder } from "./page-size";
import { readAllPages } from "./read-all-pages";
import { SimulatedService } from "./simulated-service.testing";

const fixedSize = (size: number): PageSizeFinder => ({
  size,
  isProven: true,
  noteResponse: () => {},
  noteRefusal: () => false,
});

const keyOf = (row: UpstreamSnapshot) => row.snapshotId;
const keys = (rows: readonly UpstreamSnapshot[]) => rows.map(keyOf);

type Change = { kind: "create" | "remove" | "modify"; at: number };

function apply(service: SimulatedService, { kind, at }: Change): void {
  if (kind === "create") service.create("Pushing");
  else if (kind === "remove") service.remove(at);
  else service.modify(at, `changed-${at}`);
}

/** Reads while changes happen: before each page is sent one batch of them is made. */
async function readWhileChanging(
  scheduler: fc.Scheduler,
  service: SimulatedService,
  batches: Change[][],
  size: number,
) {
  const stayed = new Set(keys(service.rows));
  let batch = 0;
  const sendPage = async (page: number) => {
    for (const change of batches[batch] ?? []) {
      apply(service, change);
      const there = new Set(keys(service.rows));
      for (const key of stayed) if (!there.has(key)) stayed.delete(key);
    }
    batch += 1;
    return service.page(page, size);
  };
  const scheduled = scheduler.scheduleFunction(sendPage);
  const reading = await scheduler.waitFor(
    readAllPages({ keyOf, pageSize: fixedSize(size), fetchPage: (page) => scheduled(page) }),
  );
  return { reading, stayed };
}

const change = (...kinds: Change["kind"][]) =>
  fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat(60) });
const batches = (one: fc.Arbitrary<Change>, most: number) =>
  fc.array(fc.array(one, { maxLength: 2 }), { maxLength: most });

describe("a list that does not change", () => {
  it.each([0, 1, 99, 100, 101, 250])("of %i rows is read exactly, newest first", async (count) => {
    const service = new SimulatedService(count);
    const reading = await readAllPages({
      keyOf,
      pageSize: createPageSizeFinder(),
      fetchPage: async (page, size) => service.page(page, size),
    });
    expect(keys(reading.items)).toEqual(keys(service.rows));
    expect(reading.total).toBe(count);
    const pages = Math.max(1, Math.ceil(count / 100));
    // The page behind a full last one, and page 1 once more when there are others.
    const behind = count > 0 && count % 100 === 0 ? 1 : 0;
    const again = pages + behind > 1 ? 1 : 0;
    expect(reading.calls).toBe(pages + again + behind);
  });

  it("has the page behind a full last one read beside the others", async () => {
    const service = new SimulatedService(300);
    const order: string[] = [];
    await readAllPages({
      keyOf,
      pageSize: fixedSize(100),
      fetchPage: async (page, size) => {
        order.push(`asked ${page}`);
        await nextTurn();
        order.push(`came ${page}`);
        return service.page(page, size);
      },
    });
    const come = (page: number) => `came ${page}`;
    const asked = (page: number) => `asked ${page}`;
    const beside = [asked(2), asked(3), asked(4), come(2), come(3), come(4)];
    expect(order).toEqual([asked(1), come(1), ...beside, asked(1), come(1)]);
  });

  it("of 10,000 rows is read with bounded parallelism", async () => {
    const service = new SimulatedService(10_000);
    let underWay = 0;
    let most = 0;
    const reading = await readAllPages({
      keyOf,
      pageSize: createPageSizeFinder(),
      parallel: 4,
      async fetchPage(page, size) {
        underWay += 1;
        most = Math.max(most, underWay);
        await Promise.resolve();
        underWay -= 1;
        return service.page(page, size);
      },
    });
    expect(reading.items).toHaveLength(10_000);
    expect(new Set(keys(reading.items)).size).toBe(10_000);
    expect(reading.calls).toBe(102);
    expect(most).toBe(4);
  });

  it("is read once even when rows without an id are left out", async () => {
    const service = new SimulatedService(30);
    service.nameless.add("snp-000007");
    service.nameless.add("snp-000029");
    const reading = await readAllPages({
      keyOf,
      pageSize: fixedSize(10),
      fetchPage: async (page, size) => service.page(page, size),
    });
    expect(reading.items).toHaveLength(28);
    // Three pages, the one behind them, and page 1 again.
    expect(reading.calls).toBe(5);
  });
});

describe("a list that changes while it is read", () => {
  it("is exact when rows are only added or changed, whenever that happens", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 5, max: 12 }),
        batches(change("modify", "create"), 4),
        async (scheduler, count, size, script) => {
          const service = new SimulatedService(count);
          const { reading, stayed } = await readWhileChanging(scheduler, service, script, size);
          const seen = keys(reading.items);
          expect(new Set(seen).size).toBe(seen.length);
          expect(containsAll(seen, stayed)).toBe(true);
          expect(seen).toEqual(seen.toSorted().reverse());
        },
      ),
      { numRuns: 400 },
    );
  });

  it("is given exactly when it stops changing before the last pass", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 2, max: 12 }),
        batches(change("create", "remove", "modify"), 4),
        async (scheduler, count, size, script) => {
          const service = new SimulatedService(count);
          const { reading, stayed } = await readWhileChanging(scheduler, service, script, size);
          const seen = keys(reading.items);
          expect(new Set(seen).size).toBe(seen.length);
          expect(containsAll(seen, stayed)).toBe(true);
          expect(seen).toEqual(seen.toSorted().reverse());
          expect(reading.calls).toBeLessThanOrEqual(5 * (Math.ceil(60 / size) + 3));
        },
      ),
      { numRuns: 400 },
    );
  });

  it("shows the freshest reading of each row", async () => {
    const service = new SimulatedService(25);
    const reading = await readAllPages({
      keyOf,
      pageSize: fixedSize(10),
      async fetchPage(page, size) {
        if (page === 3) service.modify(0, "Failed");
        return service.page(page, size);
      },
    });
    expect(reading.items[0]?.status).toBe("Failed");
    expect(reading.calls).toBe(4);
  });

  /** Reads 10 rows a page, one page after the other; `then` changes the service after each page. */
  const readInOrder = (service: SimulatedService, then: (page: number) => void) =>
    readAllPages({
      keyOf,
      pageSize: fixedSize(10),
      parallel: 1,
      async fetchPage(page, size) {
        const response = service.page(page, size);
        then(page);
        return response;
      },
    });

  it("keeps the neighbour of a row that goes away between two pages", async () => {
    const service = new SimulatedService(30);
    const reading = await readInOrder(service, () => {
      // Row 11 moves to page 1 after that was read, and so would be on no page that is.
      if (service.pagesRead === 1) service.remove(0);
    });
    expect(keys(reading.items)).toEqual(keys(service.rows));
    expect(reading.total).toBe(29);
  });

  it("is an error, not a guess, when it never stops changing", async () => {
    const service = new SimulatedService(60);
    const reading = readInOrder(service, (page) => {
      if (page === 2) service.remove(0);
    });
    await expect(reading).rejects.toMatchObject({ code: "upstream.badAnswer", retryable: true });
  });
});

describe("a page that fails", () => {
  it("ends the reading and its other pages", async () => {
    const service = new SimulatedService(1000);
    const failed = readAllPages({
      keyOf,
      pageSize: fixedSize(10),
      async fetchPage(page, size) {
        if (page === 4) throw new Error("broken");
        return service.page(page, size);
      },
    });
    await expect(failed).rejects.toThrow("broken");
    await new Promise((resolve) => setImmediate(resolve));
    expect(service.pagesRead).toBeLessThan(10);
  });

  it("is not asked for once the caller has gone", async () => {
    const service = new SimulatedService(50);
    const reading = readAllPages({
      keyOf,
      pageSize: fixedSize(10),
      signal: AbortSignal.abort(),
      fetchPage: async (page, size) => service.page(page, size),
    });
    await expect(reading).rejects.toThrow();
    expect(service.pagesRead).toBe(0);
  });

  it("with an absurd total is refused rather than read for hours", async () => {
    const reading = readAllPages({
      keyOf,
      pageSize: fixedSize(10),
      fetchPage: async () => ({ items: [], total: 1e12, requestId: "r", readAt: 0 }),
    });
    await expect(reading).rejects.toMatchObject({ code: "upstream.badAnswer", requestId: "r" });
  });
});

describe("the page size", () => {
  it("is found out from a page that is cut, and remembered", async () => {
    const service = new SimulatedService(120);
    service.cutAt = 50;
    const pageSize = createPageSizeFinder();
    const read = () =>
      readAllPages({ keyOf, pageSize, fetchPage: async (page, size) => service.page(page, size) });
    expect(keys((await read()).items)).toEqual(keys(service.rows));
    expect(pageSize.size).toBe(50);
    expect((await read()).calls).toBe(4);
  });

  it("is found out from refusals", async () => {
    const service = new SimulatedService(45);
    service.refuseAbove = 20;
    const pageSize = createPageSizeFinder();
    const reading = await readAllPages({
      keyOf,
      pageSize,
      fetchPage: async (page, size) => service.page(page, size),
    });
    expect(keys(reading.items)).toEqual(keys(service.rows));
    expect(pageSize.size).toBe(20);
  });

  it("is not blamed for a refusal that every size meets", async () => {
    const service = new SimulatedService(5);
    service.refuseAbove = 0;
    const pageSize = createPageSizeFinder();
    const reading = readAllPages({
      keyOf,
      pageSize,
      fetchPage: async (page, size) => service.page(page, size),
    });
    await expect(reading).rejects.toMatchObject({ code: "upstream.invalid" });
    expect(pageSize.size).toBe(100);
  });
});

function containsAll(seen: readonly string[], due: ReadonlySet<string>): boolean {
  const there = new Set(seen);
  return [...due].every((key) => there.has(key));
}
