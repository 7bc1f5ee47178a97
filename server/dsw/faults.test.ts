import diagnostics from "node:diagnostics_channel";
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  documentedInstanceId,
  type Emulator,
  type FaultKind,
  singleInstanceId,
  startEmulator,
} from "../emulator";
import { accountId } from "../emulator/names";
import { problemOf } from "../problems/problem";
import type { DswClient, DswClientOptions } from "./client";
import { failure, testClients } from "./clients.testing";
import { createTestTimers } from "./timer.testing";

/** Each of the emulator's faults over HTTP; what would wait for a time limit has the time set for it. */
let emulator: Emulator;
const testClient = testClients(() => emulator);

beforeAll(async () => {
  emulator = await startEmulator({ port: 0, instances: 10 });
});
beforeEach(() => {
  emulator.faults.set([]);
  emulator.calls.reset();
});
afterAll(async () => {
  await testClient.close();
  await emulator.close();
});

const attemptMs = 8_000;
let timers = createTestTimers();
beforeEach(() => {
  timers = createTestTimers();
});
const clientOf = (options: Partial<DswClientOptions> = {}) =>
  testClient.clientOf({
    attemptMs,
    deadlineMs: 30_000,
    maxBodyBytes: 1 << 20,
    startTimer: timers.startTimer,
    ...options,
  });

/** Waits for what sockets bring about. */
async function until(isSo: () => boolean) {
  while (!isSo()) await setImmediate();
}

/** Lets each attempt of a call that a fault holds up run out of time, once it has come as far as it will. */
async function exhaust(kind: FaultKind) {
  let responses = 0;
  const began = () => void responses++;
  diagnostics.subscribe("undici:request:headers", began);
  for (let attempt = 1; attempt <= 3; attempt++) {
    await until(() => (kind === "trickle" ? responses : emulator.calls.total) === attempt);
    timers.pass(attemptMs);
  }
  diagnostics.unsubscribe("undici:request:headers", began);
}

/** The error of a call that the fault hits each time. */
async function failureOf(kind: FaultKind) {
  emulator.faults.set([{ kind, rate: 1 }]);
  const failed = failure(listSnapshots(clientOf()));
  if (kind === "hang" || kind === "trickle") await exhaust(kind);
  return failed;
}

const page = { page: 1, size: 20, order: "desc" } as const;
const listSnapshots = (client: DswClient) => client.listSnapshots(documentedInstanceId, page);

/** Which error each fault becomes, and how often the call is made. */
const expectations: [
  FaultKind,
  { code: string; retryable: boolean; attempts: number; text: RegExp },
][] = [
  ["throttle", { code: "upstream.throttled", retryable: true, attempts: 3, text: /limiting/ }],
  ["error", { code: "upstream.unavailable", retryable: true, attempts: 3, text: /of its own/ }],
  ["hang", { code: "upstream.timeout", retryable: true, attempts: 3, text: /within 8 s/ }],
  ["trickle", { code: "upstream.timeout", retryable: true, attempts: 3, text: /within 8 s/ }],
  ["reset", { code: "upstream.unreachable", retryable: true, attempts: 3, text: /reset/ }],
  ["truncate", { code: "upstream.badAnswer", retryable: true, attempts: 3, text: /broke off/ }],
  ["badjson", { code: "upstream.badAnswer", retryable: true, attempts: 1, text: /not the JSON/ }],
  ["html", { code: "upstream.badAnswer", retryable: true, attempts: 1, text: /web page/ }],
  ["huge", { code: "upstream.badAnswer", retryable: false, attempts: 1, text: /larger/ }],
  ["expired", { code: "upstream.tokenExpired", retryable: true, attempts: 2, text: /token/ }],
  ["skew", { code: "upstream.clock", retryable: false, attempts: 2, text: /clock/ }],
  ["denied", { code: "upstream.permission", retryable: false, attempts: 1, text: /not allowed/ }],
  [
    "deniedowner",
    { code: "upstream.permission", retryable: false, attempts: 1, text: /not allowed/ },
  ],
  [
    "workspace",
    { code: "upstream.permission", retryable: false, attempts: 1, text: /not allowed/ },
  ],
  [
    "unknowncall",
    { code: "upstream.refused", retryable: false, attempts: 1, text: /this kind of call/ },
  ],
  ["wrongtypes", { code: "upstream.badAnswer", retryable: true, attempts: 1, text: /shape/ }],
  ["fail200", { code: "upstream.unavailable", retryable: true, attempts: 3, text: /of its own/ }],
];

describe("a fault of the service", () => {
  it.each(expectations)(
    "%s becomes an error of its own",
    async (kind, { attempts, text, ...expected }) => {
      const error = await failureOf(kind);
      expect(error).toMatchObject(expected);
      expect(error.message).toMatch(text);
      expect(error.message).toMatch(/^[^\n]{10,200}\.$/);
      expect(emulator.calls.byAction.ListInstanceSnapshot).toBe(attempts);
    },
  );

  it.each(["throttle", "error", "trickle", "truncate", "badjson", "huge", "denied"] as const)(
    "%s names the request id",
    async (kind) => {
      const error = await failureOf(kind);
      expect(error.requestId).toMatch(/^[0-9A-F-]{36}$/);
    },
  );

  it("does not fail the call when it passes", async () => {
    emulator.faults.set([{ kind: "throttle", rate: 1 }]);
    const waits: number[] = [];
    const client = clientOf({
      random: () => 0,
      async sleep(ms) {
        waits.push(ms);
        emulator.faults.set(waits.length === 1 ? [{ kind: "reset", rate: 1 }] : []);
      },
    });
    expect((await listSnapshots(client)).total).toBe(35);
    // The fault's Retry-After asks for a second; the reset asks for nothing.
    expect(waits).toEqual([1_000, 0]);
    expect(client.stats()).toEqual({
      bucket: { tokens: expect.any(Number), size: 1000 },
      calls: { ListInstanceSnapshot: 3 },
      throttled: 1,
      lastMinute: 3,
      permissions: { ListInstanceSnapshot: "granted" },
    });
  });

  it("fails at once when the service asks for longer than the deadline", async () => {
    emulator.faults.set([{ kind: "throttle", rate: 1 }]);
    const error = await failure(listSnapshots(clientOf({ deadlineMs: 900 })));
    expect(error).toMatchObject({ retryable: true, retryAfterMs: 1_000, httpStatus: 429 });
    expect(emulator.calls.total).toBe(1);
  });

  it("names the refused workspace, and never the account", async () => {
    emulator.faults.set([{ kind: "workspace", rate: 1 }]);
    const list = { page: 1, size: 10, sort: "GmtCreateTime", order: "desc" } as const;
    const error = await failure(clientOf().listInstances({ ...list, workspace: "51207" }));
    expect(error).toMatchObject({ code: "upstream.permission", workspace: "51207" });
    expect(problemOf(error).remedy).toContain("workspace 51207");
    expect(problemOf(error)).toMatchObject({ workspace: "51207" });
    expect(JSON.stringify([error, error.message, problemOf(error)])).not.toContain(accountId);
  });

  it("reads a refusal whose details are in lower camel case, and passes on no owner", async () => {
    emulator.faults.set([{ kind: "deniedowner", rate: 1 }]);
    const error = await failure(clientOf().getInstance(documentedInstanceId));
    expect(error).toMatchObject({ code: "upstream.permission", permission: "paidsw:GetInstance" });
    expect(JSON.stringify([error, error.message, problemOf(error)])).not.toContain("SECRET");
  });

  it("counts a permission as granted where any call of its kind was let in", async () => {
    const client = clientOf();
    emulator.faults.set([{ kind: "denied", rate: 1, target: documentedInstanceId }]);
    await failure(client.getInstance(documentedInstanceId));
    await failure(listSnapshots(client));
    expect(client.stats().permissions).toEqual({
      GetInstance: "refused",
      ListInstanceSnapshot: "refused",
    });
    await client.getInstance(singleInstanceId);
    await failure(client.getInstance(documentedInstanceId));
    expect(client.stats().permissions.GetInstance).toBe("granted");
  });

  it("names the permission that is missing", async () => {
    emulator.faults.set([{ kind: "denied", rate: 1 }]);
    const error = await failure(
      clientOf().listInstances({ page: 1, size: 10, sort: "GmtCreateTime", order: "desc" }),
    );
    expect(error).toMatchObject({
      permission: "paidsw:ListInstances",
      upstreamCode: "Forbidden.RAM",
      httpStatus: 403,
    });
    expect(JSON.stringify(error)).not.toContain("EMULATOR-SECRET");
  });
});

describe("the whole call", () => {
  const untilCalled = () => until(() => emulator.calls.total === 1);

  it("ends by its deadline though every attempt hangs", async () => {
    emulator.faults.set([{ kind: "hang", rate: 1 }]);
    const failed = failure(listSnapshots(clientOf({ deadlineMs: 5_000 })));
    await untilCalled();
    timers.pass(5_000);
    const error = await failed;
    expect(error.code).toBe("upstream.timeout");
    expect(error.message).toMatch(/within 5 s, all attempts together/);
  });

  it("ends at once when the caller goes away, and lets the request go", async () => {
    emulator.faults.set([{ kind: "hang", rate: 1 }]);
    const controller = new AbortController();
    const client = clientOf();
    const call = client.getInstance(documentedInstanceId, { signal: controller.signal });
    await untilCalled();
    controller.abort(new Error("the browser has gone"));
    await expect(call).rejects.toThrow("the browser has gone");
    expect(emulator.calls.byAction.GetInstance).toBe(1);
  });

  it("goes on for the caller who stays", async () => {
    const controller = new AbortController();
    const client = clientOf();
    const leaves = client.getInstance(documentedInstanceId, { signal: controller.signal });
    const stays = client.getInstance(documentedInstanceId);
    controller.abort(new Error("left"));
    await expect(leaves).rejects.toThrow("left");
    expect((await stays).item.instanceId).toBe(documentedInstanceId);
    expect(emulator.calls.byAction.GetInstance).toBe(1);
  });

  it("ends when the client is closed", async () => {
    emulator.faults.set([{ kind: "hang", rate: 1 }]);
    const client = clientOf();
    const call = failure(listSnapshots(client));
    await untilCalled();
    await client.close();
    expect((await call).code).toBe("upstream.unreachable");
    expect((await failure(listSnapshots(client))).code).toBe("upstream.unreachable");
  });
});
