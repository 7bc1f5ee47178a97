import { describe, expect, it } from "vitest";
import { fixedCredential } from "../dsw/index";
import { documentedInstanceId, parseFault } from "../emulator/index";
import { history, problem, testApp } from "./app.testing";

const test = testApp();

describe("bad input is refused by name and never reaches upstream", () => {
  it.each([
    ["page=0", "page"],
    ["page=-1", "page"],
    ["page=1.5", "page"],
    ["size=1000000000", "size"],
    ["size=101", "size"],
    ["sort=size", "sort"],
    ["order=up", "order"],
    [`q=${"x".repeat(201)}`, "q"],
    ["q=%00", "q"],
    ["page=1&page=2", "page"],
  ])("?%s", async (query, field) => {
    const [body, calls] = await test.upstreamCalls(() =>
      test.problem(`${history(documentedInstanceId)}?${query}`),
    );
    expect(body).toMatchObject({ code: "input.invalid", status: 400, field });
    expect(calls).toBe(0);
  });

  it.each([
    ["a 5,000-character id", "x".repeat(5000)],
    ["an encoded slash", "dsw%2f1"],
    ["an encoded climb", "..%2f..%2fetc"],
    ["NUL", "dsw%00"],
    ["a broken escape", "dsw%E0%A4%A"],
    ["a blank", "%20"],
  ])("%s as the instance", async (_what, id) => {
    const [body, calls] = await test.upstreamCalls(() =>
      test.problem(`/cn-shanghai/instances/${id}/snapshots`),
    );
    expect(body).toMatchObject({ code: "input.invalid", status: 400, field: "instanceId" });
    expect(calls).toBe(0);
  });

  it("an unknown connection and an unknown address are named as such", async () => {
    expect(await test.problem("/cn-nowhere/instances")).toMatchObject({
      code: "connection.unknown",
      status: 404,
    });
    // What only the service knows is asked of one connection.
    expect(await test.problem("/all/instances")).toMatchObject({ code: "connection.unknown" });
    expect(await test.problem("/cn-shanghai/volumes")).toMatchObject({
      code: "route.unknown",
      status: 404,
    });
  });
});

describe("upstream failures are told with what to do", () => {
  it.each([
    ["throttle=1", "upstream.throttled", 503, true],
    ["error=1", "upstream.unavailable", 502, true],
    ["denied=1", "upstream.permission", 403, false],
    ["html=1", "upstream.badAnswer", 502, true],
    ["badjson=1", "upstream.badAnswer", 502, true],
    ["fail200=1", "upstream.unavailable", 502, true],
  ])("%s", async (fault, code, status, retryable) => {
    test.emulator.faults.set([parseFault(fault)]);
    const fresh = test.open();
    const body = await problem(history(documentedInstanceId), test.serve(fresh));
    expect(body).toMatchObject({ code, status, retryable });
    expect(body.remedy).toMatch(/\w/);
    await fresh.client.close();
  });

  it("an unknown instance is not found, with the request's id", async () => {
    const body = await test.problem(history("dsw-nosuch"));
    expect(body).toMatchObject({ code: "upstream.notFound", status: 404, retryable: false });
    expect(body.requestId).toMatch(/\S/);
  });

  it("a wrong key says so and tells neither key nor string to sign", async () => {
    const fresh = test.open({
      credentials: fixedCredential("wrong", {
        accessKeyId: "emulator",
        accessKeySecret: "not-the-secret",
      }),
    });
    const body = await problem(history(documentedInstanceId), test.serve(fresh));
    expect(body.code).toBe("upstream.credentials");
    expect(JSON.stringify(body)).not.toMatch(/not-the-secret|ACS3-HMAC|x-acs-/);
    await fresh.client.close();
  });

  it("a refused permission names the RAM action", async () => {
    test.emulator.faults.set([parseFault("denied=1")]);
    const fresh = test.open();
    const body = await problem("/cn-shanghai/instances", test.serve(fresh));
    expect(body.remedy).toContain("paidsw:ListInstances");
    expect(body.detail).toContain("paidsw:ListInstances");
    expect(body).toMatchObject({ permission: "paidsw:ListInstances" });
    expect(body).not.toHaveProperty("workspace");
    await fresh.client.close();
  });
});
