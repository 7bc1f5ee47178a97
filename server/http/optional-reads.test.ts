import { describe, expect, it } from "vitest";
import { z } from "zod";
import { emulatorConnection } from "../connections/emulator-connection.testing";
import {
  type CloudDisk,
  instanceEventsSchema,
  instanceResponseSchema,
  lifecycleSchema,
} from "../contract";
import { createTestTimers } from "../dsw/timer.testing";
import { documentedInstanceId, parseFault, singleInstanceId } from "../emulator/index";
import { snapshotState } from "../emulator/snapshot-state.testing";
import { history, problem, start, testApp } from "./app.testing";

const test = testApp();

const instance = (id: string) => `/cn-shanghai/instances/${id}`;
const events = (id: string, query = "") => `${instance(id)}/events${query}`;
const lifecycle = (id: string) => `${instance(id)}/lifecycle`;

/** Reads that explain a history, each with the RAM action of its own. */
const optional = [
  ["events", events(documentedInstanceId), "GetInstanceEvents"],
  ["lifecycle", lifecycle(documentedInstanceId), "GetLifecycle"],
] as const;

describe("an instance's events", () => {
  it("are the service's texts of the time that is asked for, without what identifies or opens", async () => {
    const at = start - 3 * 3_600_000;
    test.emulator.data.addSnapshot(
      snapshotState({
        snapshotId: "snp-with-events",
        steps: [
          { at, status: "Committing" },
          { at: at + 60_000, status: "Pushing" },
          { at: at + 120_000, status: "Failed", reasonCode: "X", reasonMessage: "<b>denied</b>" },
        ],
      }),
    );
    const span = (from: number, to: number) =>
      `?from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;
    const whole = await test.get(
      events(singleInstanceId, span(at - 300_000, at + 420_000)),
      instanceEventsSchema.strict(),
    );
    const text = whole.events.join("\n");
    expect(text).toContain("Pushing image registry.example/a/b:1");
    expect(text).toContain("<b>denied</b>");
    expect(text).toContain("--password=***");
    expect(text).not.toMatch(/EMULATOR-SECRET|1234567890123456/);
    expect(whole.complete).toBe(true);
    const before = await test.get(
      events(singleInstanceId, span(at - 300_000, at - 200_000)),
      instanceEventsSchema,
    );
    expect(before.events).toEqual([]);
    test.emulator.data.deleteSnapshot(singleInstanceId, "snp-with-events");
  });

  it("are bounded in number and in length, and a cut leaves no half of a secret", async () => {
    for (let n = 0; n < 300; n++) {
      const text = `Normal Long ${"x".repeat(1_990)} password=EMULATOR-SECRET-cut ${"y".repeat(4_000)}`;
      test.emulator.data.addEvent(singleInstanceId, { at: start - 1_000_000 + n, text });
    }
    const read = await test.get(events(singleInstanceId), instanceEventsSchema);
    expect(read.events).toHaveLength(200);
    expect(read.complete).toBe(false);
    for (const text of read.events) expect(text.length).toBeLessThanOrEqual(2_001);
    expect(JSON.stringify(read)).not.toContain("EMULATOR");
  });

  it.each([
    ["from=yesterday", "from"],
    ["to=2026-01-01", "to"],
    ["from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "to"],
  ])("?%s is refused by name and asks the service nothing", async (query, field) => {
    const [body, calls] = await test.upstreamCalls(() =>
      test.problem(events(documentedInstanceId, `?${query}`)),
    );
    expect(body).toMatchObject({ code: "input.invalid", field });
    expect(calls).toBe(0);
  });
});

describe("an instance's lifecycle", () => {
  it("is its statuses in the order of time, with reasons that are redacted", async () => {
    const at = start - 10 * 60_000;
    test.emulator.data.addSnapshot(
      snapshotState({
        snapshotId: "snp-in-line",
        steps: [
          { at, status: "Committing" },
          {
            at: at + 60_000,
            status: "Failed",
            reasonCode: "PushFailed",
            reasonMessage: "login of account 1234567890123456 with password=EMULATOR-SECRET-reason",
          },
        ],
      }),
    );
    const read = await test.get(lifecycle(singleInstanceId), lifecycleSchema.strict());
    const times = read.steps.map((step) => Date.parse(step.at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(read.steps.at(-2)).toMatchObject({
      status: "Saving",
      at: new Date(at).toISOString(),
      endedAt: new Date(at + 60_000).toISOString(),
    });
    expect(read.steps.at(-1)).toMatchObject({
      status: "SaveFailed",
      reasonCode: "PushFailed",
      reasonMessage: "login of account *** with password=***",
      endedAt: null,
    });
    expect(JSON.stringify(read)).not.toContain("EMULATOR-SECRET");
    test.emulator.data.deleteSnapshot(singleInstanceId, "snp-in-line");
  });
});

describe("an instance's disks", () => {
  const disksOf = async (id: string): Promise<CloudDisk[]> =>
    (await test.get(instance(id), instanceResponseSchema)).cloudDisks;

  it("tell how full they are, and nothing where the service does not", async () => {
    const state = test.emulator.data.instance(singleInstanceId);
    if (!state) throw new Error("no instance");
    state.disks = [{ mountPath: "/mnt/workspace", capacity: 1_000, usage: 930 }];
    expect(await disksOf(singleInstanceId)).toEqual([
      {
        subType: "rootfs",
        mountPath: "/mnt/workspace",
        available: 70,
        usage: 930,
        capacity: 1_000,
      },
    ]);
    state.status = "Stopped";
    expect(await disksOf(singleInstanceId)).toEqual([]);
    state.status = "Running";
  });
});

/** What each fault of such a call is told as. */
const told = [
  ["denied", { code: "upstream.permission", status: 403, retryable: false }],
  ["deniedowner", { code: "upstream.permission", status: 403, retryable: false }],
  ["unknowncall", { code: "upstream.refused", status: 502, retryable: false }],
  ["throttle", { code: "upstream.throttled", status: 503, retryable: true }],
  ["reset", { code: "upstream.unreachable", status: 502, retryable: true }],
  ["html", { code: "upstream.badAnswer", status: 502, retryable: true }],
  ["wrongtypes", { code: "upstream.badAnswer", status: 502, retryable: true }],
  ["huge", { code: "upstream.badAnswer", status: 502 }],
] as const;

describe.each(optional)("the %s", (_name, path, action) => {
  it.each(told)("under %s are told of in place, and cost nothing else", async (kind, expected) => {
    test.emulator.faults.set([parseFault(`${kind}@${action}`)]);
    const connection = emulatorConnection(test.emulator);
    const app = test.serve(connection);
    const body = await problem(path, app);
    expect(body).toMatchObject(expected);
    expect(JSON.stringify(body)).not.toMatch(/EMULATOR-SECRET|1234567890123456|ACS3/);
    if (expected.code === "upstream.permission") {
      expect(body.permission).toBe(`paidsw:${action}`);
      expect(body.remedy).toContain(`paidsw:${action}`);
      expect(body.requestId).toMatch(/\S/);
    }
    for (const other of [instance(documentedInstanceId), history(documentedInstanceId)]) {
      expect((await app.request(`http://localhost/api${other}`)).status, other).toBe(200);
    }
    await connection.client.close();
  });

  it("that hang for many readers leave the service's connections to the others", async () => {
    test.emulator.faults.set([parseFault(`hang@${action}`)]);
    const { startTimer, pass } = createTestTimers();
    const connection = emulatorConnection(test.emulator, { startTimer });
    const app = test.serve(connection);
    const ids = test.emulator.data.instances().slice(0, 30);
    const hanging = ids.map(({ instanceId }) =>
      app.request(`http://localhost/api${path.replace(documentedInstanceId, instanceId)}`),
    );
    const list = await app.request("http://localhost/api/cn-shanghai/instances");
    expect(list.status).toBe(200);
    let settled = 0;
    for (const one of hanging) void Promise.resolve(one).then(() => settled++);
    while (settled < hanging.length) {
      await new Promise(setImmediate);
      pass(20_000);
    }
    for (const one of hanging) {
      const body = z.object({ code: z.string() }).parse(await (await one).json());
      expect(body.code).toBe("upstream.timeout");
    }
    await connection.client.close();
  });
});
