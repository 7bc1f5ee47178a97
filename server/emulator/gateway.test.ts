import { createHash, createHmac, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, parseFault, startEmulator } from ".";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ instances: 20 });
});
afterAll(() => emulator.close());

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** A call signed by hand, so that each of its parts can be put wrong. */
async function call(over: Record<string, string | undefined> = {}, path = "/api/v2/instances") {
  const headers: Record<string, string | undefined> = {
    host: new URL(emulator.url).host,
    "x-acs-action": "ListInstances",
    "x-acs-content-sha256": sha256(""),
    "x-acs-date": `${new Date().toISOString().slice(0, 19)}Z`,
    "x-acs-signature-nonce": randomUUID(),
    "x-acs-version": "2022-01-01",
    ...over,
  };
  const names = Object.keys(headers)
    .filter((name) => name !== "authorization" && headers[name] !== undefined)
    .sort();
  const canonical = `GET\n${path}\n\n${names.map((name) => `${name}:${headers[name]}\n`).join("")}\n${names.join(";")}\n${headers["x-acs-content-sha256"]}`;
  const signature = createHmac("sha256", emulator.accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest("hex");
  const authorization = `ACS3-HMAC-SHA256 Credential=${emulator.accessKeyId},SignedHeaders=${names.join(";")},Signature=${signature}`;
  const sent = Object.entries({ authorization, ...headers }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && pair[0] !== "host",
  );
  const response = await fetch(emulator.url + path, { headers: sent });
  const body = await response.json();
  expect(response.headers.get("x-acs-request-id")).toBe(body.RequestId);
  return { status: response.status, code: body.Code, message: body.Message };
}

describe("the gateway", () => {
  it("lets a well-signed call pass", async () => {
    expect(await call()).toMatchObject({ status: 200 });
  });

  it.each([
    ["no date", { "x-acs-date": undefined }, 400, "MissingParameter"],
    ["no authorization", { authorization: undefined }, 400, "MissingParameter"],
    ["a broken authorization", { authorization: "Bearer x" }, 400, "IncompleteSignature"],
    ["another version", { "x-acs-version": "2021-01-01" }, 400, "InvalidVersion"],
    ["another action", { "x-acs-action": "GetInstance" }, 404, "InvalidAction.NotFound"],
    ["a date of no form", { "x-acs-date": "today" }, 400, "InvalidTimeStamp.Format"],
    ["an old date", { "x-acs-date": "2020-01-01T00:00:00Z" }, 400, "InvalidTimeStamp.Expired"],
    ["another payload", { "x-acs-content-sha256": sha256("x") }, 400, "SignatureDoesNotMatch"],
    [
      "an unknown key",
      {
        authorization: `ACS3-HMAC-SHA256 Credential=nobody,SignedHeaders=host,Signature=${"0".repeat(64)}`,
      },
      404,
      "InvalidAccessKeyId.NotFound",
    ],
    [
      "an unsigned header",
      {
        authorization: `ACS3-HMAC-SHA256 Credential=emulator,SignedHeaders=host,Signature=${"0".repeat(64)}`,
      },
      400,
      "IncompleteSignature",
    ],
  ])("refuses %s", async (_what, over, status, code) => {
    expect(await call(over)).toMatchObject({ status, code });
  });

  it("refuses a nonce that it has seen", async () => {
    const once = { "x-acs-signature-nonce": randomUUID() };
    expect(await call(once)).toMatchObject({ status: 200 });
    expect(await call(once)).toMatchObject({ status: 400, code: "SignatureNonceUsed" });
  });

  it("knows no other path", async () => {
    expect(await call({}, "/api/v2/volumes")).toMatchObject({
      status: 404,
      code: "InvalidAction.NotFound",
    });
  });

  it("asks for the security token when it has one", async () => {
    const strict = await startEmulator({ instances: 1, securityToken: "the-token" });
    const own = emulator;
    emulator = strict;
    try {
      expect(await call()).toMatchObject({ status: 400, code: "MissingSecurityToken" });
      expect(await call({ "x-acs-security-token": "other" })).toMatchObject({
        code: "InvalidSecurityToken.MismatchWithAccessKey",
      });
      expect(await call({ "x-acs-security-token": "the-token" })).toMatchObject({ status: 200 });
    } finally {
      emulator = own;
      await strict.close();
    }
  });
});

describe("faults", () => {
  it.each([
    ["throttle", { status: 429, code: "Throttling.User" }],
    ["error", { status: 503, code: "ServiceUnavailable" }],
    ["expired", { status: 400, code: "InvalidSecurityToken.Expired" }],
    ["skew", { status: 400, code: "InvalidTimeStamp.Expired" }],
    ["denied", { status: 403, code: "Forbidden.RAM" }],
    ["fail200", { status: 200, code: "InternalError" }],
  ])("%s responds as the service does", async (fault, expected) => {
    emulator.faults.set([parseFault(fault)]);
    expect(await call()).toMatchObject(expected);
    emulator.faults.set([]);
  });

  it("hit by rate, by instance and by action", async () => {
    emulator.faults.set([parseFault("error=0.5")]);
    const statuses: number[] = [];
    for (let n = 0; n < 60; n++) statuses.push((await call()).status);
    emulator.faults.set([parseFault("error@GetInstance"), parseFault("denied@dsw-other")]);
    expect((await call()).status).toBe(200);
    emulator.faults.set([]);
    const failed = statuses.filter((status) => status === 503).length;
    expect(failed).toBeGreaterThan(15);
    expect(failed).toBeLessThan(45);
  });

  it("are read from text, and refused when they are none", () => {
    expect(parseFault("throttle=0.1")).toEqual({ kind: "throttle", rate: 0.1 });
    expect(parseFault("hang@dsw-x")).toEqual({ kind: "hang", rate: 1, target: "dsw-x" });
    for (const text of ["", "boom", "throttle=2", "throttle=x", "hang@"]) {
      expect(() => parseFault(text)).toThrow(/is no fault/);
    }
  });
});
