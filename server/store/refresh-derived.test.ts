import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { UpstreamSnapshot } from "../contract";
import { plainInstance, plainSnapshot } from "../contract/rows.testing";
import { type TestStore, testEngines } from "./engines.testing";
import { saveInstances } from "./instances";
import { openIndex } from "./open";
import { keepDerivedCurrent, refreshDerived } from "./refresh-derived";
import { currentRules, type Rules } from "./rules";
import { saveHistory } from "./save-history";

const start = Date.parse("2026-03-01T08:00:00Z");
const engines = await testEngines();

/** Rules of tomorrow: another mask, and a word that has turned out to be a failure. */
const tomorrow: Rules = {
  version: currentRules.version + 1,
  phase: (snapshot, at) =>
    snapshot.status === "Archived" ? "failed" : currentRules.phase(snapshot, at),
  fingerprint: ({ reasonMessage }) => `f2-${reasonMessage?.replace(/\d+/g, "#") ?? "none"}`,
};

const pushes = (instanceId: string): UpstreamSnapshot[] =>
  Array.from({ length: 7 }, (_, number) =>
    plainSnapshot(instanceId, `${instanceId}-${number}`, {
      status: number === 6 ? "Archived" : "Failed",
      reasonMessage: number === 6 ? null : `disk ${number} is full`,
      gmtCreateTime: "2026-02-01T00:00:00Z",
      gmtModifiedTime: number === 6 ? "2026-02-03T00:00:00Z" : "2026-02-02T00:00:00Z",
    }),
  );

describe.each(engines)("stored rows on $name", (engine) => {
  let test: TestStore;
  beforeEach(async () => {
    test = await engine.open();
    const ids = ["dsw-a", "dsw-b", "dsw-c"];
    await saveInstances(
      test.index,
      "c",
      ids.map((id) => plainInstance(id, id)),
      start,
    );
    for (const id of ids) {
      await saveHistory(test.index, "c", id, { items: pushes(id), readAt: start, requestId: null });
    }
  });
  afterEach(() => {
    vi.restoreAllMocks();
    return test.drop();
  });

  const rows = () =>
    test.index.db.selectFrom("snapshots").selectAll().orderBy("snapshot_id").execute();
  const behind = async () =>
    (await rows()).filter((row) => row.rules_version < tomorrow.version).length;

  async function expectTomorrow() {
    const all = await rows();
    expect(new Set(all.map((row) => row.fingerprint))).toEqual(
      new Set(["f2-disk # is full", "f2-none"]),
    );
    const archived = all.filter((row) => row.status === "Archived");
    expect(archived.map((row) => row.phase)).toEqual(["failed", "failed", "failed"]);
    const steps = await test.index.db
      .selectFrom("status_changes")
      .select("phase")
      .where("status", "=", "Archived")
      .execute();
    expect(steps.map(({ phase }) => phase)).toEqual(["failed", "failed", "failed"]);
    const instances = await test.index.db.selectFrom("instances").select("bad_at").execute();
    for (const { bad_at } of instances) expect(bad_at).toBe(Date.parse("2026-02-03T00:00:00Z"));
  }

  it("follow new rules by themselves, however small the steps are", async () => {
    expect(new Set((await rows()).map((row) => row.phase))).toEqual(new Set(["failed", "unknown"]));
    while ((await refreshDerived(test.index, { rules: tomorrow, limit: 2 })) > 0);
    expect(await behind()).toBe(0);
    await expectTomorrow();
  });

  it("go on from where an interruption left them, in another process", async () => {
    for (let step = 0; step < 3; step++) {
      await refreshDerived(test.index, { rules: tomorrow, limit: 3 });
    }
    expect(await behind()).toBe(14);
    const { databaseUrl, folder } = test;
    const again = await openIndex({ folder, ...(databaseUrl === null ? {} : { databaseUrl }) });
    try {
      let found = 0;
      for (let some = 1; some > 0; found += some) {
        some = await refreshDerived(again, { rules: tomorrow, limit: 3 });
      }
      expect(found).toBe(14);
    } finally {
      await again.close();
    }
    await expectTomorrow();
  });

  it("leave a step that failed half-way as it was", async () => {
    const { db } = test.index;
    await db.schema.alterTable("status_changes").renameTo("away").execute();
    await expect(refreshDerived(test.index, { rules: tomorrow })).rejects.toThrow();
    expect(await behind()).toBe(21);
    await db.schema.alterTable("away").renameTo("status_changes").execute();
    while ((await refreshDerived(test.index, { rules: tomorrow })) > 0);
    await expectTomorrow();
  });

  it("are followed by a reading under the new rules too, and an unchanged reading writes nothing", async () => {
    const history = { items: pushes("dsw-a"), readAt: start + 60_000, requestId: null };
    await saveHistory(test.index, "c", "dsw-a", history);
    const seen = (await rows()).map((row) => row.last_seen_at);
    expect(new Set(seen)).toEqual(new Set([start]));
    await saveHistory(test.index, "c", "dsw-a", history, tomorrow);
    expect(await behind()).toBe(14);
  });

  it("cost only themselves where what is stored cannot be read", async () => {
    const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await test.index.db
      .updateTable("snapshots")
      .set({ labels: "no JSON" })
      .where("snapshot_id", "=", "dsw-b-3")
      .execute();
    while ((await refreshDerived(test.index, { rules: tomorrow })) > 0);
    expect(told).toHaveBeenCalledWith(expect.stringContaining("dsw-b-3"));
    const old = (await rows()).filter((row) => !row.fingerprint.startsWith("f2-"));
    expect(old.map((row) => row.snapshot_id)).toEqual(["dsw-b-3"]);
  });

  it("are kept current in the background through a database error, until it is stopped", async () => {
    const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    await test.index.db.schema.alterTable("status_changes").renameTo("away").execute();
    const stopping = new AbortController();
    const { signal } = stopping;
    const keeping = keepDerivedCurrent(test.index, {
      signal,
      rules: tomorrow,
      pauseMs: 1,
      idleMs: 5,
    });
    await expect
      .poll(() => told.mock.calls.join(" "))
      .toContain("stored rows could not follow the rules");
    await test.index.db.schema.alterTable("away").renameTo("status_changes").execute();
    await expect.poll(behind).toBe(0);
    stopping.abort();
    await keeping;
    await expectTomorrow();
  });
});
