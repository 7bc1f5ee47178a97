import { describe, expect, it } from "vitest";
import { documentedInstanceId, parseFault } from "../emulator/index";
import { createApp } from "./app";
import { history, testApp } from "./app.testing";

const test = testApp();

describe("connections", () => {
  it("are named without a credential", async () => {
    const response = await test.app.request("http://localhost/api/connections");
    const text = await response.text();
    expect(JSON.parse(text)).toEqual({
      items: [
        {
          id: "cn-shanghai",
          label: "cn-shanghai",
          region: "cn-shanghai",
          kind: "emulator",
          workspace: "ALL",
        },
      ],
      access: "loopback",
      viewer: { name: null, operator: true, signOut: null },
    });
    expect(text).not.toContain("secret");
  });
});

it("lets go of the upstream when the browser goes away", async () => {
  const fresh = test.open();
  test.emulator.faults.set([parseFault("hang")]);
  const leaving = new AbortController();
  const answer = test.serve(fresh).request(`http://localhost/api${history(documentedInstanceId)}`, {
    signal: leaving.signal,
  });
  await expect.poll(() => fresh.client.stats().calls.ListInstanceSnapshot).toBe(1);
  leaving.abort();
  expect((await answer).status).toBe(499);
  await fresh.client.close();
});

describe("the door", () => {
  it("serves loopback names, addresses and allowed names, and no other", async () => {
    const strict = createApp({
      connections: [test.connection],
      allowedHosts: ["deck.example.com", "port.example.com:8443"],
    });
    const status = async (host: string) =>
      (await strict.request("http://x/healthz", { headers: { host } })).status;
    expect(await status("localhost:8787")).toBe(200);
    expect(await status("127.0.0.1:8787")).toBe(200);
    expect(await status("[::1]:8787")).toBe(200);
    expect(await status("Deck.example.com")).toBe(200);
    expect(await status("port.example.com:8443")).toBe(200);
    expect(await status("port.example.com")).toBe(200);
    expect(await status("evil.example.com")).toBe(421);
    expect(await status("localhost.evil.example.com")).toBe(421);
    expect(await status("127.0.0.1@evil.example.com")).toBe(421);
  });

  it("only reads", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const response = await test.app.request("http://localhost/api/connections", { method });
      expect(response.status).toBe(405);
      expect(response.headers.get("allow")).toBe("GET, HEAD");
    }
    const head = await test.app.request("http://localhost/api/connections", { method: "HEAD" });
    expect(head.status).toBe(200);
  });

  it("sends a strict content security policy, on errors too", async () => {
    for (const path of ["/api/connections", "/api/nowhere"]) {
      const { headers } = await test.app.request(`http://localhost${path}`);
      const policy = headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });
});

describe("health", () => {
  it("is up and ready whatever the upstream does, and tells of each connection on demand", async () => {
    const fresh = test.open();
    const ask = async (path: string) => {
      const response = await test.serve(fresh).request(`http://localhost${path}`);
      return [response.status, await response.json()];
    };
    const before = test.emulator.calls.total;
    expect(await ask("/readyz")).toEqual([200, { ready: true }]);
    expect(test.emulator.calls.total).toBe(before);
    const well = { ready: true, connections: { "cn-shanghai": "ready" } };
    expect(await ask("/readyz?verbose")).toEqual([200, well]);
    test.emulator.faults.set([parseFault("denied=1")]);
    const refused = { ready: true, connections: { "cn-shanghai": "upstream.permission" } };
    expect(await ask("/readyz?verbose")).toEqual([200, refused]);
    expect((await ask("/healthz"))[0]).toBe(200);
    await fresh.client.close();
  });

  it("is not ready once it has been asked to stop", async () => {
    const app = createApp({ connections: [test.connection], isStopping: () => true });
    const response = await app.request("http://localhost/readyz");
    expect([response.status, await response.json()]).toEqual([503, { ready: false }]);
    expect((await app.request("http://localhost/healthz")).status).toBe(200);
  });
});
