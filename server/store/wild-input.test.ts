import fc from "fast-check";
import { sql } from "kysely";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  atRiskQuery,
  failureListQuery,
  failureSnapshotsQuery,
  type Instance,
  type UpstreamSnapshot,
} from "../contract";
import { plainInstance, plainSnapshot } from "../contract/rows.testing";
import { atRiskList } from "./at-risk";
import { boundText, clampTime, cleanText } from "./clean-text";
import { type TestStore, testEngines } from "./engines.testing";
import { failureRows } from "./failure-rows";
import { failureList } from "./failures";
import { statusHistory } from "./history";
import { saveInstances } from "./instances";
import { refreshDerived } from "./refresh-derived";
import { currentRules, RULES_VERSION } from "./rules";
import { backfillHistory, saveHistory } from "./save-history";
import { searchSnapshots } from "./search-snapshots";
import { snapshotTimeline } from "./timeline";
import { wholeView } from "./view";

const engines = await testEngines();
const readAt = Date.parse("2026-03-01T08:00:00Z");

const wildText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom("\0", "a\0b", "\ud800", "x\udfff", "null", "", "%_\\", "'; drop table snapshots"),
  fc.constantFrom("仓", "x", "\0", "𠀀").map((sign) => sign.repeat(5_000)),
  // What no compression makes shorter.
  fc
    .nat()
    .map((seed) => Array.from({ length: 900 }, (_, at) => (seed * (at + 7919)) % 9973).join("-")),
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const wildTime = maybe(
  fc.oneof(
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.constantFrom("+275760-09-13T00:00:00Z", "-271821-04-20T00:00:00Z", "yesterday", "", "\0"),
  ),
);
const wildId = fc.oneof(fc.constantFrom("snp-1", "snp-1\0", "snp-1\ud800", "snp-2"), wildText);
const wildSnapshot: fc.Arbitrary<UpstreamSnapshot> = fc.record({
  instanceId: wildText,
  snapshotId: wildId,
  snapshotName: maybe(wildText),
  status: maybe(fc.oneof(wildText, fc.constantFrom("Failed", "Saved", "Pushing"))),
  imageId: maybe(wildText),
  imageUrl: maybe(
    fc.oneof(
      wildText,
      wildText.map((host) => `${host}.com/team/a:1`),
    ),
  ),
  reasonCode: maybe(wildText),
  reasonMessage: maybe(wildText),
  gmtCreateTime: wildTime,
  gmtModifiedTime: wildTime,
  labels: fc.array(fc.record({ key: wildText, value: wildText }), { maxLength: 2 }),
  excludePaths: fc.array(wildText, { maxLength: 2 }),
});
const wildInstance: fc.Arbitrary<Instance> = fc
  .record({
    instanceId: fc.oneof(fc.constantFrom("dsw-1", "dsw-1\0"), wildText),
    instanceName: maybe(wildText),
    status: maybe(wildText),
    workspaceId: maybe(wildText),
    workspaceName: maybe(wildText),
    userId: maybe(wildText),
    userName: maybe(wildText),
    gmtModifiedTime: wildTime,
  })
  .map((wild) => ({ ...plainInstance("", ""), ...wild }));

describe.each(engines)("whatever the service says, on $name", (engine) => {
  let test: TestStore;
  afterEach(async () => {
    vi.restoreAllMocks();
    await test.drop();
  });
  const source = () => ({
    index: wholeView(test.index),
    connections: ["c"],
    states: [],
    catalogue: [],
    now: readAt,
  });

  it("is stored once, read back as it was but for its marks, and stays the same when read again", async () => {
    test = await engine.open();
    const { index } = test;
    await fc.assert(
      fc.asyncProperty(
        fc.array(wildInstance, { minLength: 1, maxLength: 6 }),
        fc.array(wildSnapshot, { maxLength: 8 }),
        async (instances, items) => {
          await sql`delete from status_changes`.execute(index.db);
          await sql`delete from snapshots`.execute(index.db);
          await sql`delete from instances`.execute(index.db);
          expect(await saveInstances(index, "c", instances, readAt)).toEqual([]);
          const stored = await index.db.selectFrom("instances").selectAll().execute();
          const idOf = (text: string) => boundText(cleanText(text), 256);
          expect(stored.map((row) => row.instance_id).sort()).toEqual(
            [...new Set(instances.map((one) => idOf(one.instanceId)))].sort(),
          );
          const instanceId = stored[0]?.instance_id ?? "";
          const ids = new Set(items.map((item) => idOf(item.snapshotId)));
          const history = { items, readAt, requestId: null };
          const change = await saveHistory(index, "c", instanceId, history);
          expect(change).toEqual({
            created: ids.size,
            changed: 0,
            gone: 0,
            refused: [],
            error: null,
          });
          const again = await saveHistory(index, "c", instanceId, {
            ...history,
            readAt: readAt + 1,
          });
          expect(again).toEqual({ created: 0, changed: 0, gone: 0, refused: [], error: null });

          for (const id of ids) {
            const { item } = await statusHistory(
              wholeView(index),
              { connection: "c", instanceId, snapshotId: id },
              readAt,
            );
            const same = items.filter(({ snapshotId }) => idOf(snapshotId) === id);
            expect(same.map(({ reasonCode }) => reasonCode && cleanText(reasonCode))).toContain(
              item?.reasonCode,
            );
            expect(
              same.map(({ snapshotName }) => snapshotName && cleanText(snapshotName)),
            ).toContain(item?.snapshotName);
          }
          const whole = { from: "0001-01-01T00:00:00Z", to: "9999-12-31T00:00:00Z" };
          await failureList(source(), failureListQuery.parse(whole));
          await failureRows(source(), failureSnapshotsQuery.parse(whole));
          await snapshotTimeline(wholeView(index), { connection: "c", instanceId });
          await atRiskList(source(), atRiskQuery.parse({}));
          await searchSnapshots(wholeView(index), ["c"], "a");
          const before = await index.db.selectFrom("snapshots").selectAll().execute();
          await refreshDerived(index, { rules: { ...currentRules, version: 2 } });
          const after = await index.db.selectFrom("snapshots").select("rules_version").execute();
          expect(after).toEqual(before.map(() => ({ rules_version: RULES_VERSION })));
        },
      ),
      { numRuns: 30 },
    );
  });

  it("costs only the row that the database still refuses, which is named", async () => {
    test = await engine.open();
    const { index } = test;
    const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    for (const [table, id] of [
      ["snapshots", "snapshot_id"],
      ["instances", "name"],
    ] as const) {
      await (index.engine === "libsql"
        ? sql.raw(
            `create trigger no_${table} before insert on ${table} when new.${id} = 'bad' begin select raise(abort, 'refused'); end`,
          )
        : sql.raw(`alter table ${table} add constraint no_${table} check (${id} <> 'bad')`)
      ).execute(index.db);
    }
    const instances = [plainInstance("dsw-a", "a"), plainInstance("dsw-b", "bad")];
    expect(await saveInstances(index, "c", instances, readAt)).toEqual(["dsw-b"]);
    const items = Array.from({ length: 900 }, (_, at) =>
      plainSnapshot("dsw-a", at === 450 ? "bad" : `snp-${at}`),
    );
    const history = { items, readAt, requestId: "req-1" };
    const change = await saveHistory(index, "c", "dsw-a", history);
    expect(change).toEqual({
      created: 899,
      changed: 0,
      gone: 0,
      refused: ["bad"],
      error: "index.rowRefused",
    });
    const { coverage } = await failureList(source(), failureListQuery.parse({}));
    expect(coverage.failed).toMatchObject([
      { instanceId: expect.any(String), code: "index.rowRefused" },
      { instanceId: expect.any(String), code: "index.rowRefused" },
    ]);
    expect(told.mock.calls.join(" ")).toContain("the snapshot bad of the instance dsw-a");

    await (index.engine === "libsql"
      ? sql.raw("drop trigger no_snapshots")
      : sql.raw("alter table snapshots drop constraint no_snapshots")
    ).execute(index.db);
    expect(await backfillHistory(index, "c", "dsw-a", history)).toBe(true);
    const { total } = await snapshotTimeline(wholeView(index), {
      connection: "c",
      instanceId: "dsw-a",
    });
    expect(total).toBe(900);
  });

  it("is not set aside where the database itself fails", async () => {
    test = await engine.open();
    const { index } = test;
    await saveInstances(index, "c", [plainInstance("dsw-a", "a")], readAt);
    await index.db.schema.alterTable("snapshots").renameTo("away").execute();
    const history = { items: [plainSnapshot("dsw-a", "snp-1")], readAt, requestId: null };
    await expect(saveHistory(index, "c", "dsw-a", history)).rejects.toThrow();
    await index.db.schema.alterTable("away").renameTo("snapshots").execute();
    expect(await saveHistory(index, "c", "dsw-a", history)).toMatchObject({ created: 1 });
  });

  it("keeps the newest of a snapshot that is told twice", async () => {
    test = await engine.open();
    const { index } = test;
    await saveInstances(index, "c", [plainInstance("dsw-a", "a")], readAt);
    const pushing = {
      ...plainSnapshot("dsw-a", "s"),
      status: "Pushing",
      gmtModifiedTime: "2026-02-01T00:00:00Z",
    };
    const saved = { ...pushing, status: "Saved", gmtModifiedTime: "2026-02-02T00:00:00Z" };
    await saveHistory(index, "c", "dsw-a", { items: [saved, pushing], readAt, requestId: null });
    const rows = await index.db.selectFrom("snapshots").select("status").execute();
    expect(rows).toEqual([{ status: "Saved" }]);
  });
});

describe("a text that an index holds", () => {
  it("fits, and stays apart from another one", () => {
    fc.assert(
      fc.property(wildText, wildText, (one, two) => {
        const [a, b] = [boundText(cleanText(one), 256), boundText(cleanText(two), 256)];
        expect(Buffer.byteLength(a)).toBeLessThanOrEqual(256);
        expect(boundText(a, 256)).toBe(a);
        expect(a === b).toBe(cleanText(one) === cleanText(two));
        expect(cleanText(one)).not.toMatch(/[\0\p{Surrogate}]/u);
      }),
    );
  });

  it("a time is one that ISO 8601 writes with four digits", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (at) => {
        expect(new Date(clampTime(at)).toISOString()).toMatch(/^\d{4}-/);
      }),
    );
  });
});
