import { afterEach, describe, expect, it, vi } from "vitest";
import { log, startLog } from "./log";
import { currentTrace, traceIdOf, withTrace } from "./trace";

afterEach(async () => {
  vi.restoreAllMocks();
  await startLog({ format: "json", level: "info" });
});

/** What is written while something is done. */
async function written(settings: Parameters<typeof startLog>[0], work: () => unknown) {
  const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  await startLog(settings);
  await work();
  return stderr.mock.calls.map(([line]) => String(line));
}

describe("the log", () => {
  it("writes one JSON object a line from its level on, with the id of the request it belongs to", async () => {
    const lines = await written({ format: "json", level: "info" }, () => {
      log.debug("too quiet");
      log.info("of nobody", { connection: "c" });
      withTrace({ id: "req-1", problem: null }, async () => {
        await null;
        log.warn("of a request", { err: new Error("broken", { cause: new Error("below") }) });
      });
    });
    const [first, second, ...rest] = lines.map((line) => JSON.parse(line));
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ level: "info", msg: "of nobody", connection: "c" });
    expect(first).not.toHaveProperty("traceId");
    expect(Date.parse(first.time)).toBeGreaterThan(0);
    expect(second).toMatchObject({
      level: "warn",
      traceId: "req-1",
      err: { type: "Error", message: "broken", cause: { message: "below" } },
    });
    expect(second.err.stack).toContain("log.test.ts");
    expect(currentTrace()).toBeNull();
  });

  it("is for people in a terminal", async () => {
    const lines = await written({ format: "pretty", level: "info" }, () => {
      log.info("a sentence", { connection: "c" });
    });
    expect(lines).toEqual([expect.stringMatching(/^\[\d\d:\d\d:\d\d.* INFO.*: a sentence .*"c"/)]);
  });

  it("writes no secret: neither by a field's name, nor by its shape, nor one that it was told", async () => {
    const shapes = [
      "LTAI5tCANARY0000000001",
      "STS.CANARY000000000002",
      "eyJhbGciOiJIUzI1NiJ9.CANARY00000000003.x",
      "postgres://me:CANARY4@db/deck",
      "Authorization: Bearer CANARY000005",
      "authorization: ACS3-HMAC-SHA256 Credential=CANARY6,SignedHeaders=a,Signature=CANARY7",
      "https://oss.example/x?Signature=CANARY8&Expires=1",
      "CAISCANARY9CANARY9CANARY9CANARY9CANARY9=",
    ];
    const named = {
      password: "CANARY-a",
      deep: { token: "CANARY-b", headers: { cookie: "CANARY-c" } },
    };
    const lines = await written(
      { format: "json", level: "trace", secrets: ["of no shape CANARY-d", "short"] },
      () => {
        for (const shape of shapes) {
          log.info(shape, { text: shape, list: [{ [shape]: 1 }] });
          log.error("failed", { err: new Error(shape, { cause: new Error(shape) }) });
        }
        log.trace("fields", named);
        log.info("it is of no shape CANARY-d, or of%20no%20shape%20CANARY-d", { short: "short" });
      },
    );
    expect(lines).toHaveLength(2 * shapes.length + 2);
    expect(lines.join("")).not.toContain("CANARY");
    // A word that a short secret happens to be is not taken out of every sentence.
    expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ short: "short" });
  });

  it("stands what is circular, deep or long", async () => {
    const circular: Record<string, unknown> = { big: 1n };
    circular.self = circular;
    const lines = await written({ format: "json", level: "info" }, () =>
      log.info("x".repeat(100_000), { circular, many: Array.from({ length: 1_000 }, () => 1) }),
    );
    expect(lines.join("").length).toBeLessThan(10_000);
    expect(JSON.parse(lines.join(""))).toMatchObject({ circular: { big: "1" } });
  });
});

describe("a request's id", () => {
  const parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  it.each([
    ["is the one it came with", "req_1.a:b/c+d=e-f", parent, "req_1.a:b/c+d=e-f"],
    ["is else the trace's", undefined, parent, "4bf92f3577b34da6a3ce929d0e0e4736"],
    ["is not one with other characters", "a b", parent, "4bf92f3577b34da6a3ce929d0e0e4736"],
    ["is not one that is too long", "a".repeat(129), parent, "4bf92f3577b34da6a3ce929d0e0e4736"],
  ])("%s", (_what, requestId, traceParent, id) => {
    expect(traceIdOf(requestId, traceParent)).toBe(id);
  });

  it.each([
    undefined,
    "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
    "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
    "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    "nonsense",
  ])("is made up where there is none: %s", (traceParent) => {
    expect(traceIdOf("", traceParent)).toMatch(/^[0-9a-f-]{36}$/);
  });
});
