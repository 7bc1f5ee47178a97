import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  documentedInstanceId,
  documentedSnapshotId,
  parseFault,
  tenThousandInstanceId,
} from "../emulator/index";
import { faultyIndex } from "../store/faulty-index.testing";
import { openIndex } from "../store/open";
import { startRun } from "../store/sync-runs";
import { noopLease } from "../sync/lease";
import { startSync } from "../sync/sync";
import { builtInCauses } from "../triage/causes-catalogue";
import { createApp } from "./app";
import { history, instanceList, testApp } from "./app.testing";

// Ten thousand rows in one history prove nothing here that thirty do not, and take a second each time.
const test = testApp({ without: tenThousandInstanceId });

/** An app with an index of its own, into which the whole account has been read. */
async function startIndexed() {
  const folder = mkdtempSync(join(tmpdir(), "snapdeck-app-"));
  const index = await openIndex({ folder });
  const fresh = test.open();
  const now = () => test.emulator.clock.now();
  const sync = startSync(index, [fresh], noopLease, { now, running: false });
  await sync.once("cn-shanghai", "full");
  const triage = { index, sync, catalogue: builtInCauses };
  const closeIndex = async () => {
    await sync.close();
    await index.close();
  };
  return {
    app: createApp({ connections: [fresh], now, triage }),
    index,
    fresh,
    triage,
    now,
    closeIndex,
    async close() {
      await closeIndex();
      await fresh.client.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

describe("failures", () => {
  it("are not available without the index, while the live views work", async () => {
    const paths = [
      "/all/failures",
      "/all/at-risk",
      "/cn-shanghai/failures",
      "/cn-shanghai/failures/snapshots",
    ];
    for (const path of [...paths, "/search?q=x", "/cn-shanghai/instances/dsw-1/timeline"]) {
      expect(await test.problem(path)).toMatchObject({ code: "index.unavailable", status: 503 });
    }
    await test.get("/cn-shanghai/instances", instanceList);
  });

  it("of an unknown connection, and under bad filters, are refused by name", async () => {
    expect(await test.problem("/cn-shanghai/failures?period=1y")).toMatchObject({
      field: "period",
    });
    expect(await test.problem("/search?q=%20")).toMatchObject({ field: "q" });
    for (const ids of ["a", Array(101).fill("a/b/c").join()]) {
      const path = `/cn-shanghai/exports/failures?ids=${ids}`;
      expect(await test.problem(path)).toMatchObject({ field: "ids" });
    }
    expect(await test.problem("/cn-shanghai/failures?from=yesterday")).toMatchObject({
      field: "from",
    });
    expect(await test.problem("/cn-shanghai/failures/incident-report?group=f1-0")).toMatchObject({
      field: "base",
    });
  });

  it("count what has just been read again, however slow the database is", async () => {
    const folder = mkdtempSync(join(tmpdir(), "snapdeck-app-"));
    const stored = await openIndex({ folder });
    const fresh = test.open();
    const now = () => test.emulator.clock.now();
    const refused = parseFault(`denied@${documentedInstanceId}`);
    test.emulator.faults.set([refused]);
    await startSync(stored, [fresh], noopLease, { now, running: false }).once(
      "cn-shanghai",
      "full",
    );
    test.emulator.faults.set([]);
    let proceed = () => {};
    const held = new Promise<void>((resolve) => {
      proceed = resolve;
    });
    // What the sync asks of the database takes its time; what the page asks does not.
    const slow = faultyIndex(stored, { after: () => held });
    const sync = startSync(slow, [fresh], noopLease, { now, running: false });
    const app = createApp({
      connections: [fresh],
      now,
      triage: { index: stored, sync, catalogue: builtInCauses },
      // A busy machine answers what is asked meanwhile in its own time.
      backfillWaitMs: 60_000,
    });
    const ask = (path: string) => app.request(`http://localhost/api${path}`);
    expect((await ask(`${history(documentedInstanceId)}?size=1&counts=whole`)).status).toBe(200);
    const answer = ask("/cn-shanghai/failures");
    // Asked later and answered first: what waits for nothing does not have it yet.
    const hasty = createApp({
      connections: [fresh],
      now,
      triage: {
        index: stored,
        sync: { ...sync, backfilled: async () => {} },
        catalogue: builtInCauses,
      },
    });
    const before = await hasty.request("http://localhost/api/cn-shanghai/failures");
    expect((await before.json()).coverage).toMatchObject({ read: 238 });
    proceed();
    expect((await (await answer).json()).coverage).toMatchObject({ read: 239, failed: [] });
    await sync.close();
    await stored.close();
    await fresh.client.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("are read beside whatever is being written, and so is all that the index tells", async () => {
    const { app, index, now, close } = await startIndexed();
    const ofInstance = `/cn-shanghai/instances/${documentedInstanceId}`;
    await index.db.transaction().execute(async (trx) => {
      await startRun({ ...index, db: trx }, "cn-shanghai", "full", now());
      // An answer that waited for the end of this would never come.
      for (const path of [
        "/all/failures",
        "/all/failures?by=instance&sort=count",
        "/all/failures/snapshots",
        "/all/at-risk",
        "/search?q=train",
        `${ofInstance}/timeline`,
        `${ofInstance}/images`,
        `${ofInstance}/snapshots/${documentedSnapshotId}/history`,
        "/all/exports/failures?format=json",
        "/all/exports/at-risk",
      ]) {
        const response = await app.request(`http://localhost/api${path}`);
        await response.text();
        expect([path, response.status]).toEqual([path, 200]);
      }
    });
    await close();
  });

  it("come from the index: listed, opened, exported and handed on", async () => {
    const { app: indexed, fresh, triage, now, closeIndex, close } = await startIndexed();
    const ask = async (path: string) => {
      const response = await indexed.request(`http://localhost/api${path}`);
      expect(response.status).toBe(200);
      return response;
    };
    const one = await (await ask("/cn-shanghai/failures?sort=count")).json();
    const all = await (await ask("/all/failures?sort=count")).json();
    expect(all.groups).toEqual(one.groups);
    expect(one.coverage).toMatchObject({ instances: 239, read: 239, complete: true });
    const [group] = one.groups;
    const atRisk = await (await ask("/cn-shanghai/at-risk")).json();
    expect(atRisk.total).toBeGreaterThan(0);
    expect((await (await ask("/all/at-risk")).json()).items).toEqual(atRisk.items);
    const inFile = await (await ask("/all/exports/at-risk?format=json")).json();
    expect(inFile.items).toHaveLength(atRisk.total);

    const ages = "from=0001-01-01T00:00:00Z&to=2027-01-01T00:00:00Z";
    const longest = await (await ask(`/cn-shanghai/failures?${ages}`)).json();
    expect(longest.bins.length).toBeLessThanOrEqual(367);
    expect(longest.from).toBe("2025-12-31T00:00:00.000Z");

    const found = await (await ask("/search?q=training-data")).json();
    expect(found.instances[0]).toMatchObject({ instanceId: documentedInstanceId });
    const ofInstance = `/cn-shanghai/instances/${documentedInstanceId}`;
    const timeline = await (await ask(`${ofInstance}/timeline`)).json();
    expect(timeline.entries).toHaveLength(35);
    const { snapshotId } = timeline.entries[0];
    const history = await (await ask(`${ofInstance}/snapshots/${snapshotId}/history`)).json();
    expect(history).toMatchObject({ item: { snapshotId }, steps: [{}] });
    expect(history).toHaveProperty("group");

    const fewest = one.groups.at(-1).key;
    const named = await (await ask(`/cn-shanghai/failures?size=1&group=${fewest}`)).json();
    expect(named.groups).toHaveLength(1);
    expect(named.opened).toMatchObject({ key: fewest });
    const since = await (await ask("/cn-shanghai/failures?since=2020-01-01T00:00:00Z")).json();
    expect(since.fresh).toBe(one.pushes);

    // A group is split by exact message, and the parts are the whole.
    const rows = await (await ask(`/cn-shanghai/failures/snapshots?group=${group.key}`)).json();
    const parts = rows.messages.map(({ count }: { count: number }) => count);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.reduce((sum: number, count: number) => sum + count, 0)).toBe(group.count);
    const [{ digest, message }] = rows.messages;
    const split = await (
      await ask(`/cn-shanghai/failures/snapshots?group=${group.key}&message=${digest}`)
    ).json();
    expect(split.total).toBe(parts[0]);
    expect(split.items[0].reasonMessage).toBe(message);

    const limited = await (await ask("/cn-shanghai/failures?outcome=stuck&hours=1")).json();
    expect(limited.stuck).toMatchObject({ ms: 3_600_000, basis: "limit" });

    const csv = await (await ask(`/cn-shanghai/exports/failures?group=${group.key}`)).text();
    expect(csv.trimEnd().split("\r\n")).toHaveLength(group.count + 1);
    const json = await (await ask("/cn-shanghai/exports/failures?format=json")).json();
    expect(json.items).toHaveLength(one.pushes);
    expect(new Set(json.items.map((item: { snapshotId: string }) => item.snapshotId)).size).toBe(
      one.pushes,
    );

    // Chosen rows alone, whatever the filter says, and nothing of what is not there.
    const [first, second] = json.items;
    const idOf = (item: { connection: string; instanceId: string; snapshotId: string }) =>
      `${item.connection}/${item.instanceId}/${item.snapshotId}`;
    const chosen = `ids=${idOf(second)},${idOf(first)},cn-shanghai/dsw-none/snp-none`;
    const some = await (
      await ask(`/all/exports/failures?format=json&q=nothing-has-this&${chosen}`)
    ).json();
    expect(some).toMatchObject({ rows: 2, items: [first, second] });

    const bundle = `/cn-shanghai/failures/incident-report?group=${group.key}&base=https://deck.example.com/x`;
    const masked = await (await ask(bundle)).json();
    expect(masked.markdown).toContain("https://deck.example.com/cn-shanghai/");
    expect(masked.markdown).not.toMatch(/2018345678901234\d\d/);
    const bare = await (await ask(`${bundle}&masked=false`)).json();
    expect(bare.markdown).toMatch(/2018345678901234\d\d/);

    // The report of an hour leads to that hour, and not to its day.
    const hour = new Date(group.lastSeen).toISOString().slice(0, 13);
    const next = new Date(Date.parse(`${hour}:00:00Z`) + 3_600_000).toISOString().slice(0, 13);
    const span = `from=${hour}:00:00Z&to=${next}:00:00Z`;
    const ofHour = await (await ask(`${bundle}&${span}`)).json();
    expect(decodeURIComponent(ofHour.json.link)).toContain(span);

    const allOver = await (
      await ask(`/all/failures/incident-report?group=${group.key}&base=https://deck.example.com`)
    ).json();
    expect(allOver.json.count).toBe(group.count);
    expect((await (await ask("/all/exports/failures?format=json")).json()).items).toHaveLength(
      one.pushes,
    );
    const onePushBundle = `${ofInstance}/snapshots/${documentedSnapshotId}/incident-report?base=https://deck.example.com`;
    const onePush = await (await ask(onePushBundle)).json();
    expect(onePush.markdown).toContain(`${ofInstance}/snapshots/${documentedSnapshotId}`);
    expect(onePush.markdown).toContain("aliyun pai-dsw list-instance-snapshot");
    expect(onePush.json.examples[0].requestId).toMatch(/^[0-9A-F-]{36}$/);

    // Under a base path every link of a bundle begins with it.
    const based = createApp({
      connections: [fresh],
      now,
      triage,
      basePath: "/snapdeck",
    });
    for (const path of [bundle, onePushBundle]) {
      const answer = await based.request(`http://localhost/snapdeck/api${path}`);
      const { markdown } = await answer.json();
      const linked = markdown.match(/https:\/\/deck\.example\.com\/[^/]+/g);
      expect(new Set(linked)).toEqual(new Set(["https://deck.example.com/snapdeck"]));
    }

    await closeIndex();
    // The database is gone: said as such, and the live views do not care.
    const down = await indexed.request("http://localhost/api/cn-shanghai/failures");
    expect(await down.json()).toMatchObject({ code: "index.unavailable" });
    await ask(`/cn-shanghai/instances/${documentedInstanceId}/snapshots`);
    await close();
  });
});
