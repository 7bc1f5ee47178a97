import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { createServer, type Server } from "node:net";
import { setImmediate } from "node:timers/promises";
import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { documentedInstanceId, type Emulator, startEmulator } from "../emulator";
import type { DswClientOptions } from "./client";
import { failure, testClients } from "./clients.testing";
import { type Credential, fixedCredential } from "./credentials";
import { createTestTimers } from "./timer.testing";

let emulator: Emulator;
const { clientOf, close } = testClients(() => emulator);

beforeAll(async () => {
  emulator = await startEmulator({ port: 0, instances: 5 });
});
beforeEach(() => emulator.calls.reset());
afterAll(async () => {
  await close();
  await emulator.close();
});

const pair = () => ({
  accessKeyId: emulator.accessKeyId,
  accessKeySecret: emulator.accessKeySecret,
});

const newest = (size: number) => ({ page: 1, size, sort: "GmtCreateTime", order: "desc" }) as const;

describe("credentials", () => {
  it("that are wrong are an error of their own, and never tried twice", async () => {
    const unknown = { accessKeyId: "LTAIunknown", accessKeySecret: "s3cret-of-nobody" };
    const wrong = { ...pair(), accessKeySecret: "s3cret-of-nobody" };
    for (const credential of [unknown, wrong]) {
      const client = clientOf({ credentials: fixedCredential("test", credential) });
      expect(await failure(client.listInstances(newest(1)))).toMatchObject({
        code: "upstream.credentials",
        retryable: false,
      });
      expect(client.stats().calls).toEqual({ ListInstances: 1 });
    }
  });

  it("of a temporary kind send their token, and are renewed once when it has expired", async () => {
    const sts = await startEmulator({ port: 0, instances: 5, securityToken: "fresh" });
    let credential: Credential = { ...pair(), securityToken: "stale" };
    let renewals = 0;
    const credentials = {
      name: "test",
      get: async () => credential,
      renew: async () => {
        renewals += 1;
        credential = { ...credential, securityToken: "fresh" };
        return credential;
      },
    };
    const client = clientOf({ endpoint: sts.url, credentials });
    expect((await client.listInstances(newest(1))).total).toBe(5);
    await client.getInstance(documentedInstanceId);
    expect(renewals).toBe(1);
    expect(client.stats().calls).toEqual({ ListInstances: 2, GetInstance: 1 });
    await sts.close();
  });

  it("stay out of errors, whatever goes wrong", async () => {
    const secrets = ["s3cret-of-nobody", "T0KEN-of-nobody", "LTAIofnobody", "string to sign"];
    const credentials = (accessKeyId: string, accessKeySecret: string) =>
      fixedCredential("test", { accessKeyId, accessKeySecret, securityToken: "T0KEN-of-nobody" });
    const key = emulator.accessKeyId;
    const errors = [
      await failure(
        clientOf({ credentials: credentials(key, "s3cret-of-nobody") }).listInstances(newest(1)),
      ),
      await failure(
        clientOf({ credentials: credentials("LTAIofnobody", "s3cret-of-nobody") }).getInstance("x"),
      ),
      await failure(
        clientOf({
          endpoint: "http://127.0.0.1:1",
          credentials: credentials("LTAIofnobody", "s3cret-of-nobody"),
        }).getInstance("x"),
      ),
    ];
    expect(errors.map(({ code }) => code)).toEqual([
      "upstream.credentials",
      "upstream.credentials",
      "upstream.unreachable",
    ]);
    const printed = inspect(errors, { depth: 9, showHidden: true }) + JSON.stringify(errors);
    for (const secret of secrets) expect(printed).not.toContain(secret);
    expect(printed).not.toMatch(/ACS3-HMAC-SHA256|[0-9a-f]{64}/);
  });
});

describe("the clock", () => {
  it("is corrected once by the service's own, and stays correct", async () => {
    const client = clientOf({ now: () => Date.now() - 3_600_000 });
    await client.listInstances(newest(1));
    await client.getInstance(documentedInstanceId);
    expect(client.stats().calls).toEqual({ ListInstances: 2, GetInstance: 1 });
  });

  it("of the service is known, also when ours is off by too little to be refused", async () => {
    const client = clientOf({ now: () => Date.now() - 600_000 });
    expect(client.clockOffsetMs()).toBe(0);
    await client.listInstances(newest(1));
    await client.getInstance(documentedInstanceId);
    expect(client.stats().calls).toEqual({ ListInstances: 1, GetInstance: 1 });
    expect(Math.abs(client.clockOffsetMs() - 600_000)).toBeLessThan(5_000);
  });

  it("is not broken by one absurd Date: the next call goes as before", async () => {
    const code = "InvalidTimeStamp.Expired";
    let absurd = true;
    const server = createHttpServer((_, response) => {
      response.setHeader(
        "date",
        absurd ? "Sat, 13 Sep 275760 00:00:00 GMT" : new Date().toUTCString(),
      );
      response.statusCode = absurd ? 400 : 200;
      response.end(JSON.stringify(absurd ? { Code: code } : { TotalCount: 0, Instances: [] }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const client = clientOf({ endpoint: `http://127.0.0.1:${port}` });
    expect((await failure(client.listInstances(newest(1)))).code).toBe("upstream.clock");
    absurd = false;
    expect((await client.listInstances(newest(1))).total).toBe(0);
    expect(client.clockOffsetMs()).toBe(0);
    server.close();
  });
});

describe("an endpoint", () => {
  it("that refuses connections is unreachable", async () => {
    const error = await failure(clientOf({ endpoint: "http://127.0.0.1:1" }).getInstance("dsw-1"));
    expect(error).toMatchObject({
      code: "upstream.unreachable",
      retryable: true,
      transient: false,
    });
    expect(error.message).toBe("127.0.0.1:1 could not be reached: the connection was refused.");
  });

  describe("that never completes a connection", () => {
    let silent: Server;
    beforeEach(async () => {
      silent = createServer();
      await once(silent.listen(0, "127.0.0.1"), "listening");
    });
    afterEach(() => void silent.close());
    const clientOfSilent = (options: Partial<DswClientOptions>) => {
      const address = silent.address();
      const port = typeof address === "object" ? address?.port : 0;
      return clientOf({ endpoint: `https://127.0.0.1:${port}`, ...options });
    };

    it("is given up by the limit on connecting", async () => {
      // Nothing else can end the call: the other limits stand still.
      const { startTimer } = createTestTimers();
      const client = clientOfSilent({ connectMs: 100, startTimer });
      const error = await failure(client.getInstance("dsw-1"));
      expect(error.code).toBe("upstream.timeout");
      expect(error.message).toMatch(/Connecting to .* too long/);
      await client.close();
    });

    it("is given up by the limit on the attempt", async () => {
      const { startTimer, pass } = createTestTimers();
      const client = clientOfSilent({ connectMs: 600_000, deadlineMs: 600_000, startTimer });
      const failed = failure(client.getInstance("dsw-1"));
      for (let attempt = 1; attempt <= 3; attempt++) {
        while (client.stats().calls.GetInstance !== attempt) await setImmediate();
        await setImmediate();
        pass(8_000);
      }
      const error = await failed;
      expect(error.code).toBe("upstream.timeout");
      expect(error.message).toMatch(/within 8 s/);
      await client.close();
    });
  });

  it.each([
    ["speaks no HTTP", "SSH-2.0-OpenSSH_9.6\r\n", "upstream.badAnswer", /not well-formed HTTP/],
    [
      "has a proxy's page for an error",
      "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 16\r\n\r\n<html>502</html>",
      "upstream.unavailable",
      /web page.*HTTP 502/,
    ],
    [
      "sends elsewhere",
      "HTTP/1.1 302 Found\r\nlocation: http://login/\r\ncontent-length: 0\r\n\r\n",
      "upstream.badAnswer",
      /empty response \(HTTP 302\)/,
    ],
    [
      "sends JSON that is no page",
      'HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n{"Instances":"none"}',
      "upstream.badAnswer",
      /documented shape/,
    ],
  ])("that %s is an error of its own", async (_, response, code, text) => {
    const server = createServer((socket) => socket.once("data", () => socket.end(response)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const client = clientOf({ endpoint: `http://127.0.0.1:${port}` });
    const error = await failure(client.listInstances(newest(1)));
    expect(error).toMatchObject({ code, requestId: null });
    expect(error.message).toMatch(text);
    server.close();
  });
});
