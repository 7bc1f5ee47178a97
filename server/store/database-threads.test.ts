import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import { type Kysely, sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openIndex, type SnapshotIndex } from "./open";
import type { IndexDatabase } from "./schema";
import { startRun } from "./sync-runs";

let folder: string;
let index: SnapshotIndex;
let started: Worker[];
const note = (worker: Worker) => void started.push(worker);

beforeEach(async () => {
  started = [];
  process.on("worker", note);
  folder = mkdtempSync(join(tmpdir(), "snapdeck-threads-"));
  index = await openIndex({ folder });
});
afterEach(async () => {
  process.off("worker", note);
  await index.close();
  rmSync(folder, { recursive: true });
});

const connections = async (db: Kysely<IndexDatabase>) => {
  const rows = await db.selectFrom("sync_runs").select("connection").execute();
  return rows.map(({ connection }) => connection).sort();
};

/** A select that counts up to a number, one by one. */
const counting = (to: number) => {
  const upTo = sql<{ n: number }>`(
    with recursive counted(n) as (select 1 union all select n + 1 from counted where n < ${to})
    select n from counted
  )`;
  return index.db.selectFrom(upTo.as("counted"));
};
const longRead = () =>
  counting(3_000_000)
    .select((eb) => eb.fn.max("n").as("n"))
    .executeTakeFirstOrThrow();

/** Another process that holds the write lock of the index's file; gives how to end it. */
async function lockedByAnother() {
  const script = `
    const database = new (require("libsql"))(${JSON.stringify(join(folder, "index.db"))});
    database.exec("begin immediate");
    process.stdout.write("locked");
    setInterval(() => database.open, 1000);
  `;
  const holder = spawn(process.execPath, ["-e", script]);
  const ended = once(holder, "exit");
  await once(holder.stdout, "data");
  return async () => {
    holder.kill("SIGKILL");
    await ended;
  };
}

describe("the embedded engine", () => {
  it("lets the event loop turn while a long query runs", async () => {
    let turns = 0;
    let isDone = false;
    const reading = longRead().finally(() => {
      isDone = true;
    });
    const turning = async () => {
      for (; !isDone; turns++) await setImmediate();
    };
    await Promise.all([reading, turning()]);
    expect(await reading).toEqual({ n: 3_000_000 });
    // The answer comes by one turn; on the thread of the caller there would be no other.
    expect(turns).toBeGreaterThan(100);
  });

  it("hands a long list over in parts, whole and in order", async () => {
    const rows = await counting(50_000).select("n").execute();
    expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 50_000 }, (_, at) => at + 1));
  });

  it("answers a short question while one without an end is asked", async () => {
    const endless = counting(Number.MAX_SAFE_INTEGER).select("n").limit(1).orderBy("n", "desc");
    const failed = expect(endless.execute()).rejects.toThrow("The database thread has ended");
    expect(await connections(index.db)).toEqual([]);
    await index.close();
    await failed;
  });

  it("reads what was before a transaction that is open, and what it did after its end", async () => {
    await startRun(index, "before", "full", 1);
    await index.db.transaction().execute(async (trx) => {
      await startRun({ ...index, db: trx }, "within", "full", 2);
      expect(await connections(index.db)).toEqual(["before"]);
      expect(await connections(trx)).toEqual(["before", "within"]);
    });
    expect(await connections(index.db)).toEqual(["before", "within"]);
  });

  it("runs transactions one after the other, and undoes one that fails", async () => {
    const order: string[] = [];
    const transact = (name: string, fails: boolean) =>
      index.db.transaction().execute(async (trx) => {
        order.push(`${name} begins`);
        await startRun({ ...index, db: trx }, name, "full", 1);
        await setImmediate();
        order.push(`${name} ends`);
        if (fails) throw new Error("it is not to be");
      });
    const failed = transact("a", true);
    await Promise.all([expect(failed).rejects.toThrow("it is not to be"), transact("b", false)]);
    expect(order).toEqual(["a begins", "a ends", "b begins", "b ends"]);
    expect(await connections(index.db)).toEqual(["b"]);
  });

  it("answers while another process has the file locked, and writes once it is free", async () => {
    const release = await lockedByAnother();
    let written = false;
    const writing = startRun(index, "c", "full", 1).then(() => {
      written = true;
    });
    expect(await connections(index.db)).toEqual([]);
    expect(written).toBe(false);
    await release();
    await writing;
    expect(await connections(index.db)).toEqual(["c"]);
  });

  it("keeps each kind of value", async () => {
    const values = [null, 1.5, -7, 2n ** 40n, "仓\u{1f4e6}", new Uint8Array([0, 255]), true, 1e300];
    const columns = values.map((value, at) => sql`${value}`.as(`v${at}`));
    const row = await index.db.selectNoFrom(columns).executeTakeFirstOrThrow();
    const [blob, ...others] = [row.v5, row.v0, row.v1, row.v2, row.v3, row.v4, row.v6, row.v7];
    expect(others).toEqual([null, 1.5, -7, 2 ** 40, "仓\u{1f4e6}", 1, 1e300]);
    expect(blob).toEqual(new Uint8Array([0, 255]));
  });

  it.each([undefined, {}, Number.NaN, 2n ** 63n, Symbol("x")])(
    "refuses a value that no column holds: %s",
    async (value) => {
      const reading = index.db.selectNoFrom(sql`${value}`.as("v")).execute();
      await expect(reading).rejects.toThrow(TypeError);
      expect(await connections(index.db)).toEqual([]);
    },
  );

  it("does not round an integer that a number cannot hold", async () => {
    const big = sql`${2n ** 60n}`.as("v");
    await expect(index.db.selectNoFrom(big).execute()).rejects.toThrow("1152921504606846976");
  });

  it("says what failed, with SQLite's name of it", async () => {
    const insert = () =>
      index.db
        .insertInto("missing")
        .values({ connection: "c", instance_id: "i", snapshot_id: "", since: 1 })
        .execute();
    await insert();
    await expect(insert()).rejects.toMatchObject({
      message: expect.stringContaining("UNIQUE constraint failed"),
      code: expect.stringMatching(/^SQLITE_CONSTRAINT/),
    });
    await expect(sql`nonsense`.execute(index.db)).rejects.toMatchObject({ code: "SQLITE_ERROR" });
  });

  it("runs the same statement again, also one that failed, and after the table has changed", async () => {
    const insert = (id: string) =>
      index.db
        .insertInto("missing")
        .values({ connection: "c", instance_id: id, snapshot_id: "", since: 1 })
        .execute();
    await insert("i");
    await insert("j");
    await expect(insert("i")).rejects.toMatchObject({
      code: expect.stringMatching(/^SQLITE_CONSTRAINT/),
    });
    await insert("k");
    await sql`alter table missing add column note text default 'none'`.execute(index.db);
    await insert("l");
    const { rows } = await sql`select instance_id, note from missing order by 1`.execute(index.db);
    expect(rows).toEqual(["i", "j", "k", "l"].map((id) => ({ instance_id: id, note: "none" })));
  });

  it("refuses to write by what is to read", async () => {
    await index.db.selectFrom("sync_runs").select("id").execute();
    const reader = started.at(-1);
    const answer = reader && once(reader, "message");
    const text = "insert into missing values ('c', 'i', '', 1)";
    reader?.postMessage({ kind: "run", id: 99, sql: text, parameters: [] });
    expect(await answer).toMatchObject([{ id: 99, kind: "failed", code: "SQLITE_READONLY" }]);
  });
});

describe("a thread that dies", () => {
  /** Lets every thread meet what it cannot deal with; libSQL stands no thread that is killed in a call. */
  const breakAll = () => started.splice(0).forEach((worker) => void worker.postMessage(null));

  it("costs the calls that wait for it, and the next ones are answered", async () => {
    const failed = Promise.all(
      [longRead(), longRead(), connections(index.db)].map((reading) =>
        expect(reading).rejects.toThrow("The database thread has ended"),
      ),
    );
    await setImmediate();
    breakAll();
    await failed;
    await startRun(index, "c", "full", 1);
    expect(await connections(index.db)).toEqual(["c"]);
  });

  it("may be one at rest", async () => {
    await connections(index.db);
    await Promise.all(started.map((worker) => worker.terminate()));
    await startRun(index, "c", "full", 1);
    expect(await connections(index.db)).toEqual(["c"]);
  });

  it("ends the transaction that it had open, of which nothing stays", async () => {
    const transaction = index.db.transaction().execute(async (trx) => {
      await startRun({ ...index, db: trx }, "first half", "full", 1);
      breakAll();
      await startRun({ ...index, db: trx }, "second half", "full", 1);
    });
    const next = startRun(index, "next", "full", 1);
    await expect(transaction).rejects.toThrow("The database thread has ended");
    await next;
    expect(await connections(index.db)).toEqual(["next"]);
  });
});

describe("closing", () => {
  it("rejects what is not answered yet, ends what runs, and leaves no thread", async () => {
    const other = await openIndex({ folder });
    const exits = started.map((worker) => once(worker, "exit"));
    const runs = sql`with recursive counted(n) as (select 1 union all select n + 1 from counted)
      select max(n) from counted`.execute(other.db);
    const waits = startRun(other, "c", "full", 1);
    const failures = Promise.all([
      expect(runs).rejects.toThrow("The database thread has ended"),
      expect(waits).rejects.toThrow("closed"),
    ]);
    await setImmediate();
    await other.close();
    await failures;
    await index.close();
    expect(await Promise.all(exits)).toEqual(exits.map(() => [0]));
  });

  it("ends a wait for another process's lock", async () => {
    const release = await lockedByAnother();
    const writing = expect(startRun(index, "c", "full", 1)).rejects.toThrow();
    await setImmediate();
    await index.close();
    await writing;
    await release();
  });
});
