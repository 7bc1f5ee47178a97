import { describe, expect, it } from "vitest";
import { instanceSchema } from "../contract";
import { createDswClient, fixedCredential } from "../dsw";
import {
  documentedInstanceId,
  type Emulator,
  type EmulatorOptions,
  emptyInstanceId,
  singleInstanceId,
  startEmulator,
  tenThousandInstanceId,
} from ".";
import { createSeedData } from "./seed-data";
import { inFlightStatuses } from "./snapshot-state";
import { snapshotsAt } from "./state-at";

const start = Date.parse("2026-03-01T08:00:00Z");
const hour = 3_600_000;

async function withEmulator(
  options: EmulatorOptions,
  work: (emulator: Emulator, client: ReturnType<typeof createDswClient>) => Promise<void>,
) {
  const emulator = await startEmulator({ now: start, ...options });
  emulator.clock.set(start);
  const { accessKeyId, accessKeySecret } = emulator;
  const client = createDswClient({
    endpoint: emulator.url,
    credentials: fixedCredential("emulator", { accessKeyId, accessKeySecret }),
    rate: 1000,
    burst: 1000,
  });
  try {
    await work(emulator, client);
  } finally {
    await client.close();
    await emulator.close();
  }
}

describe("the seeded account", () => {
  const data = createSeedData({ seed: 1, instances: 240, start });

  it("is the same for the same seed and another for another", () => {
    const again = createSeedData({ seed: 1, instances: 240, start });
    const other = createSeedData({ seed: 2, instances: 240, start });
    const picture = (of: typeof data) =>
      JSON.stringify(of.instances().map((one) => [one, of.snapshots(one.instanceId)]));
    expect(picture(again)).toBe(picture(data));
    expect(picture(other)).not.toBe(picture(data));
  });

  it("has the sizes it promises", () => {
    const counts = data
      .instances()
      .map(({ instanceId }) => [instanceId, snapshotsAt(data, instanceId, start).length] as const);
    const of = new Map(counts);
    expect(counts).toHaveLength(240);
    expect(of.get(documentedInstanceId)).toBe(35);
    expect(of.get(emptyInstanceId)).toBe(0);
    expect(of.get(singleInstanceId)).toBe(1);
    expect(of.get(tenThousandInstanceId)).toBe(10_000);
    const others = counts.reduce((sum, [, count]) => sum + count, 0) - 10_000;
    expect(others).toBeGreaterThan(5_000);
    expect(others).toBeLessThan(7_000);
    expect(new Set(data.instances().map(({ workspaceId }) => workspaceId)).size).toBe(3);
  });

  it("has every documented instance status, in-flight pushes, and failures of many reasons", () => {
    const statuses = new Set(data.instances().map(({ status }) => status));
    for (const status of [
      "Running",
      "Stopped",
      "Failed",
      "Queuing",
      "Recovering",
      "EnvPreparing",
      "Deleting",
    ]) {
      expect(statuses).toContain(status);
    }
    const rows = data.instances().flatMap(({ instanceId }) => snapshotsAt(data, instanceId, start));
    expect(rows.filter(({ step }) => inFlightStatuses.has(step.status)).length).toBeGreaterThan(3);
    expect(new Set(rows.map(({ step }) => step.reasonCode)).size).toBeGreaterThan(7);
    const lastDay = rows.filter(({ step }) => step.at > start - 24 * hour);
    const expired = lastDay.filter(({ step }) =>
      step.reasonMessage?.includes("has expired, please log in"),
    );
    expect(new Set(expired.map(({ state }) => state.instanceId)).size).toBeGreaterThan(3);
  });
});

describe("over the wire", () => {
  it("follows its clock: pushes settle, and new snapshots are created", async () => {
    await withEmulator({}, async ({ clock, data }, client) => {
      const coming = data
        .instances()
        .flatMap(({ instanceId }) => data.snapshots(instanceId))
        .find(({ steps }) => steps[0].at > start && steps.at(-1)?.status === "Saved");
      if (!coming) throw new Error("no snapshot is created after the start");
      const { instanceId, snapshotId, steps } = coming;
      await expect(client.getSnapshot(instanceId, snapshotId)).rejects.toMatchObject({
        code: "upstream.notFound",
      });
      for (const step of steps) {
        clock.set(step.at);
        const { item } = await client.getSnapshot(instanceId, snapshotId);
        expect(item.status).toBe(step.status);
      }
      expect(steps.map(({ status }) => status)).toEqual(["Committing", "Pushing", "Saved"]);
    });
  });

  it("shows less by default, as the service does, and all of it when asked", async () => {
    await withEmulator({}, async (_emulator, client) => {
      const page = { page: 1, size: 1, sort: "GmtCreateTime", order: "desc" } as const;
      const all = await client.listInstances(page);
      const one = await client.listInstances({ ...page, workspace: "45699" });
      expect(all.total).toBe(240);
      expect(one.total).toBeLessThan(240);
      expect(one.total).toBeGreaterThan(0);
    });
  });

  it("cuts pages down, or refuses them, at its largest size", async () => {
    const page = { page: 1, size: 100, sort: "GmtCreateTime", order: "desc" } as const;
    await withEmulator({ maxPageSize: 50 }, async (_emulator, client) => {
      expect((await client.listInstances(page)).items).toHaveLength(50);
    });
    await withEmulator({ maxPageSize: 50, pageSizeRefused: true }, async (_emulator, client) => {
      await expect(client.listInstances(page)).rejects.toMatchObject({ code: "upstream.invalid" });
    });
  });

  it("carries what the border must drop, and the border drops it", async () => {
    await withEmulator({ instances: 5 }, async ({ calls }, client) => {
      const { item } = await client.getInstance(documentedInstanceId);
      expect(instanceSchema.strict().safeParse(item).success).toBe(true);
      expect(JSON.stringify(item)).not.toContain("EMULATOR-SECRET");
      expect(calls.byAction).toEqual({
        ListInstances: 0,
        GetInstance: 1,
        ListInstanceSnapshot: 0,
        GetInstanceSnapshot: 0,
        GetInstanceEvents: 0,
        GetLifecycle: 0,
        GetImage: 0,
      });
    });
  });
});
