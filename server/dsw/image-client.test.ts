import { createServer, type Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { parseFault, singleInstanceId, startEmulator } from "../emulator";
import { snapshotState } from "../emulator/snapshot-state.testing";
import { failure } from "./clients.testing";
import { fixedCredential } from "./credentials";
import { createImageClient } from "./image-client";
import { createImageReader } from "./image-reader";
import { createTestTimers } from "./timer.testing";

const start = Date.parse("2026-03-01T08:00:00Z");
const imageId = "image-snp-known";
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function clientOf(endpoint: string, secret = "emulator-secret") {
  const { startTimer, pass } = createTestTimers();
  const client = createImageClient({
    endpoint,
    credentials: fixedCredential("emulator", { accessKeyId: "emulator", accessKeySecret: secret }),
    startTimer,
    sleep: async () => {},
  });
  closing.push(client.close);
  return { client, pass };
}

async function withEmulator() {
  const emulator = await startEmulator({ instances: 4, now: start });
  emulator.clock.set(start);
  closing.push(emulator.close);
  emulator.data.addSnapshot(
    snapshotState({ snapshotId: "snp-known", steps: [{ at: start - 3_600_000, status: "Saved" }] }),
  );
  return { emulator, ...clientOf(emulator.url) };
}

/** A client of an endpoint that answers everything alike. */
async function withAnswer(status: number, body: string | Buffer, headers = {}) {
  const server: Server = createServer((_request, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return clientOf(`http://127.0.0.1:${port}`).client;
}

describe("an image that is read from the emulator", () => {
  it("is present with its size, and nothing of it that is not needed is handed on", async () => {
    const { client } = await withEmulator();
    const reading = await client.getImage(imageId);
    expect(reading).toEqual({
      state: "present",
      sizeGb: expect.any(Number),
      accessibility: "PRIVATE",
      sourceType: "DSW",
      gmtCreateTime: "2026-03-01T07:00:00.000Z",
      requestId: expect.stringMatching(/\w/),
    });
    expect(JSON.stringify(reading)).not.toContain("EMULATOR-SECRET");
  });

  it("is gone once it was deleted, while its snapshot stays", async () => {
    const { client, emulator } = await withEmulator();
    emulator.data.deleteImage(imageId);
    expect(await client.getImage(imageId)).toMatchObject({ state: "gone", sizeGb: null });
    expect(emulator.data.snapshots(singleInstanceId).at(-1)?.imageId).toBe(imageId);
  });

  it("is refused with a key that does not fit, and by an id that is none without a call", async () => {
    const { client, emulator } = await withEmulator();
    const wrong = clientOf(emulator.url, "wrong").client;
    expect(await failure(wrong.getImage(imageId))).toMatchObject({ code: "upstream.credentials" });
    emulator.calls.reset();
    expect(await failure(client.getImage("../x"))).toMatchObject({ code: "upstream.invalid" });
    expect(emulator.calls.total).toBe(0);
  });

  it.each([
    ["denied", { code: "upstream.permission", permission: "PaiImage:GetImage" }],
    ["deniedowner", { code: "upstream.permission", permission: "PaiImage:GetImage" }],
    ["html", { code: "upstream.badAnswer" }],
    ["badjson", { code: "upstream.badAnswer" }],
    ["huge", { code: "upstream.badAnswer", tooLarge: true }],
    ["reset", { code: "upstream.unreachable" }],
    ["error", { code: "upstream.unavailable" }],
  ])("fails by %s as what it is", async (fault, expected) => {
    const { client, emulator } = await withEmulator();
    emulator.faults.set([parseFault(`${fault}@GetImage`)]);
    expect(await failure(client.getImage(imageId))).toMatchObject(expected);
  });

  it("fails by time when nothing is answered", async () => {
    const { client, emulator, pass } = await withEmulator();
    emulator.faults.set([parseFault("hang@GetImage")]);
    const reading = failure(client.getImage(imageId));
    await expect.poll(() => emulator.calls.byAction.GetImage).toBeGreaterThan(0);
    pass(20_000);
    expect(await reading).toMatchObject({ code: "upstream.timeout" });
  });
});

describe("an endpoint that is not the service", () => {
  it.each([
    ["a proxy's own 404", 404, '{"error":"not found"}', {}],
    ["a 404 page", 404, "<html>no</html>", {}],
    ["an unknown call", 404, '{"Code":"InvalidApi.NotFound","RequestId":"R-1"}', {}],
    ["a call that is not taken", 404, '{"Code":"InvalidAction.NotFound","RequestId":"R-1"}', {}],
    ["a 404 without a request id", 404, '{"Code":"ImageNotExist"}', {}],
  ])("never has an image called gone: %s", async (_what, status, body, headers) => {
    const client = await withAnswer(status, body, headers);
    expect((await failure(client.getImage(imageId))).code).toMatch(/^upstream\./);
  });

  it.each(["{}", '{"ok":true}', '{"Name":null,"Size":5}', "[]", "null"])(
    "has JSON that is no image: %s",
    async (body) => {
      const client = await withAnswer(200, body);
      expect(await failure(client.getImage(imageId))).toMatchObject({ code: "upstream.badAnswer" });
    },
  );

  it("reads wrong types as unknown", async () => {
    const image = { Name: "n", Size: { a: 1 }, Accessibility: [1], Labels: 7, UserId: {} };
    const client = await withAnswer(200, JSON.stringify(image));
    expect(await client.getImage(imageId)).toMatchObject({
      state: "present",
      sizeGb: null,
      accessibility: null,
    });
  });

  it("reads 10 MB no further than it must", async () => {
    const client = await withAnswer(200, `{"Name":"${"x".repeat(10 * 1024 * 1024)}"}`);
    expect(await failure(client.getImage(imageId))).toMatchObject({ tooLarge: true });
  });

  it.each([
    [12, 12],
    ["12", 12],
    [12_884_901_888, 12.884901888],
    [0, null],
    [-3, null],
  ])("has its size %s read as %s GB", async (Size, sizeGb) => {
    const client = await withAnswer(200, JSON.stringify({ Name: "n", Size }));
    expect(await client.getImage(imageId)).toMatchObject({ sizeGb });
  });
});

describe("a refusal", () => {
  async function reader(fault: string) {
    const { client, emulator } = await withEmulator();
    let now = 0;
    const images = createImageReader(client, () => now);
    emulator.faults.set([parseFault(fault)]);
    const calls = () => emulator.calls.byAction.GetImage;
    const passTime = (ms: number) => {
      now += ms;
    };
    return { emulator, images, calls, passTime };
  }

  it("is remembered for some minutes, whatever image is asked for, and forgotten after a success", async () => {
    const { emulator, images, calls, passTime } = await reader("denied@GetImage");
    expect(images.failure()).toBeNull();
    const first = await failure(images.getImage(imageId));
    expect(first.permission).toBe("PaiImage:GetImage");
    for (const id of ["image-a", "image-b", "image-c"]) {
      expect(await failure(images.getImage(id))).toBe(first);
    }
    expect(calls()).toBe(1);
    expect(images.isReady()).toBe(false);
    passTime(299_999);
    expect(await failure(images.getImage(imageId))).toBe(first);
    passTime(1);
    emulator.faults.set([]);
    expect(await images.getImage(imageId)).toMatchObject({ state: "present" });
    expect(images.failure()).toBeNull();
  });

  it("of one id alone stands for no other", async () => {
    const { images, emulator } = await reader("denied@GetImage");
    emulator.faults.set([]);
    await failure(images.getImage("../x"));
    expect(await images.getImage(imageId)).toMatchObject({ state: "present" });
  });

  it("by an outage is remembered for a minute only", async () => {
    const { images, calls, passTime } = await reader("error@GetImage");
    await failure(images.getImage(imageId));
    const sent = calls();
    await failure(images.getImage(imageId));
    expect(calls()).toBe(sent);
    passTime(60_000);
    await failure(images.getImage(imageId));
    expect(calls()).toBeGreaterThan(sent);
  });
});
