import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type Emulator, parseFault, startEmulator, tenThousandInstanceId } from "../emulator";
import { openIndex } from "../store/open";
import { checkClock } from "./clock";
import { maskedKeyId } from "./credential";
import { checkDisk } from "./disk";
import { diagnose } from "./doctor";
import type { Finding } from "./finding";
import { checkNode } from "./node-version";
import { checkProxy } from "./proxy";
import { reportLines } from "./report";

const folder = mkdtempSync(join(tmpdir(), "snapdeck-doctor-"));
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ instances: 40, accessKeyId: "LTAI0123456789wxyz" });
  emulator.data.deleteInstance(tenThousandInstanceId);
});
afterEach(() => emulator.faults.set([]));
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});

/** What the doctor says of a server with one connection to the emulator. */
async function examine({
  endpoint = emulator.url,
  secret = emulator.accessKeySecret,
  env = {},
  more = {},
}: {
  endpoint?: string;
  secret?: string;
  env?: Record<string, string>;
  more?: Record<string, unknown>;
} = {}): Promise<Finding[]> {
  const file = join(folder, "snapdeck.json");
  const credential = { type: "accessKey", id: emulator.accessKeyId, secret };
  const connection = { region: "cn-shanghai", endpoint, imageEndpoint: emulator.url, credential };
  writeFileSync(file, JSON.stringify({ connections: [connection], index: { folder }, ...more }));
  return diagnose({
    env: { SNAPDECK_CONFIG: file, ...env },
    nodeVersion: "22.3.0",
    nodeRange: ">=20.19.0",
  });
}

const notOk = (findings: readonly Finding[]) => findings.filter(({ state }) => state !== "ok");
const allowedActions = (findings: readonly Finding[]) =>
  findings.flatMap(({ action, state }) => (state === "ok" && action !== null ? [action] : []));

it("finds nothing wrong where nothing is, names every permission, and shows no secret", async () => {
  const proxy = "http://somebody:proxy-password@proxy.example.com:3128";
  const findings = await examine({ env: { HTTPS_PROXY: proxy, no_proxy: "localhost" } });
  expect(notOk(findings)).toEqual([]);
  expect(allowedActions(findings)).toEqual([
    "paidsw:ListInstances",
    "paidsw:GetInstance",
    "paidsw:ListInstanceSnapshot",
    "paidsw:GetInstanceSnapshot",
    "paidsw:ListAllInstances",
    "paidsw:GetInstanceEvents",
    "paidsw:GetLifecycle",
    "PaiImage:GetImage",
  ]);
  const text = reportLines({ ok: true, version: "1", findings }, false).join("\n");
  expect(text).toContain("access key LTAI…yz by the configured access key");
  expect(text).toContain("HTTPS_PROXY http://proxy.example.com:3128, no_proxy localhost");
  expect(text).toMatch(/\n\nAll is well\.$/);
  for (const secret of ["proxy-password", emulator.accessKeySecret, emulator.accessKeyId]) {
    expect(text).not.toContain(secret);
  }
});

it("tells a refused permission that is needed from one that is not, with the workspace", async () => {
  emulator.faults.set(
    ["workspace@GetInstance", "denied@GetLifecycle", "error@GetInstanceEvents"].map(parseFault),
  );
  const findings = await examine();
  const [needed, unknown, optional, ...others] = notOk(findings);
  expect(others).toEqual([]);
  expect(needed).toMatchObject({ action: "paidsw:GetInstance", state: "failed" });
  expect(needed?.message).toMatch(/^refused \(permission paidsw:GetInstance for workspace \d+\)$/);
  expect(needed?.remedy).toMatch(/^Grant paidsw:GetInstance .* a role in workspace \d+\.$/);
  expect(optional).toMatchObject({
    action: "paidsw:GetLifecycle",
    state: "warning",
    message: "refused (permission paidsw:GetLifecycle)",
  });
  expect(unknown).toMatchObject({ action: "paidsw:GetInstanceEvents", state: "warning" });
  expect(unknown?.message).toMatch(/^not known: /);
});

it("does not take the refusal of one instance for a missing permission", async () => {
  const { instanceId } = emulator.data.instances()[0] ?? {};
  emulator.faults.set([parseFault(`denied@${instanceId}`)]);
  expect(notOk(await examine())).toEqual([]);
});

it("warns where other people's private instances are not listed", async () => {
  const { accessKeyId, accessKeySecret } = emulator;
  const member = await startEmulator({
    instances: 40,
    role: "member",
    accessKeyId,
    accessKeySecret,
  });
  expect(notOk(await examine({ endpoint: member.url }))).toMatchObject([
    {
      action: "paidsw:ListAllInstances",
      state: "warning",
      message: "refused, it seems: other people's private instances are not listed",
    },
  ]);
  await member.close();
});

it("says why nothing could be tried where the instances may not be listed", async () => {
  emulator.faults.set([parseFault("denied@ListInstances")]);
  const findings = await examine();
  expect(findings).toContainEqual(
    expect.objectContaining({ action: "paidsw:ListInstances", state: "failed" }),
  );
  expect(allowedActions(findings)).toEqual([]);
  expect(findings).toContainEqual(
    expect.objectContaining({
      action: "paidsw:GetInstance",
      state: "skipped",
      message: "not tried: no instance could be listed",
    }),
  );
});

it("sees a clock that the service refuses", async () => {
  emulator.faults.set([parseFault("skew")]);
  const [clock] = (await examine()).filter(({ check }) => check === "clock");
  expect(clock).toMatchObject({ connection: "cn-shanghai", state: "failed" });
  expect(clock?.message).toMatch(/^this machine's clock is 60 min behind: /);
});

it("warns of a clock that is off by less than the service refuses", () => {
  expect(checkClock("c", -90_000, false)).toMatchObject({
    state: "warning",
    message: "this machine's clock is 90 s ahead; Snapdeck allows for it",
  });
  expect(checkClock("c", 0, false).state).toBe("ok");
});

it.each([
  ["a port where nothing listens", "http://127.0.0.1:1", /the connection was refused/],
  [
    "a name that there is not",
    "https://nowhere.invalid",
    /the name (does not|could not be) resolve/,
  ],
])("tells what keeps the service from being reached: %s", async (_what, endpoint, why) => {
  const broken = notOk(await examine({ endpoint })).filter(({ state }) => state === "failed");
  expect(broken).toHaveLength(1);
  expect(broken[0]).toMatchObject({ check: "endpoint", message: expect.stringMatching(why) });
});

it("tells a service that speaks no TLS, and a secret that is wrong", async () => {
  const plain = emulator.url.replace("http:", "https:");
  expect(notOk(await examine({ endpoint: plain }))).toContainEqual(
    expect.objectContaining({ message: expect.stringMatching(/it does not speak TLS there/) }),
  );
  const refused = notOk(await examine({ secret: "another-secret" }));
  expect(refused[0]).toMatchObject({ check: "credential", state: "failed" });
  expect(refused[0]?.message).toMatch(/did not accept the signature/);
  expect(JSON.stringify(refused)).not.toContain("another-secret");
});

it("lists every mistake of the configuration and of the files that it names", async () => {
  const findings = await examine({
    more: { viewsFile: "missing.json", causes: [{ id: "x" }], connections: undefined },
    env: { DSW_EMULATOR: "1" },
  });
  const mistakes = findings.filter(({ state }) => state === "failed");
  expect(mistakes.length).toBeGreaterThan(1);
  expect(mistakes.map(({ message }) => message).join("\n")).toMatch(/SNAPDECK_VIEWS.*\n.*causes/s);
  const [mistake] = notOk(await examine({ env: { DSW_RATE: "much" } }));
  expect(mistake).toMatchObject({ check: "configuration", state: "failed" });
  expect(mistake?.message).toMatch(/^DSW_RATE is "much"/);
});

it("looks at the embedded index and its disk, and makes nothing", async () => {
  const data = mkdtempSync(join(folder, "data-"));
  const none = await examine({ env: { SNAPDECK_DATA: join(data, "none") } });
  expect(none.at(-1)?.message).toMatch(/none can be made, .* free$/);
  await (await openIndex({ folder: data })).close();
  const there = await examine({ env: { SNAPDECK_DATA: data } });
  expect(there.find(({ message }) => message.startsWith("embedded, "))?.state).toBe("ok");
  expect(there).toContainEqual(expect.objectContaining({ message: "its tables are up to date" }));
  writeFileSync(join(data, "index.db"), "no database at all, whatever its name says");
  expect(notOk(await examine({ env: { SNAPDECK_DATA: data } }))).toMatchObject([
    { check: "database", state: "failed", message: expect.stringMatching(/cannot be read/) },
  ]);
  expect(checkDisk(join(data, "index.db", "below")).message).toMatch(/index\.db is no folder$/);
  expect(checkDisk(data, () => 5_000_000)).toMatchObject({
    state: "warning",
    message: expect.stringMatching(/4\.8 MiB free$/),
  });
});

it("knows a Node.js that is too old", () => {
  const range = ">=20.19.0";
  expect(["20.19.0", "20.20.1", "26.0.0"].map((one) => checkNode(one, range).state)).toEqual(
    Array(3).fill("ok"),
  );
  expect(["20.18.3", "18.20.0"].map((one) => checkNode(one, range).state)).toEqual(
    Array(2).fill("failed"),
  );
});

it("warns of proxy settings that lead nowhere, without showing them", () => {
  const env = { HTTPS_PROXY: "http://me:hidden@ h", ALL_PROXY: "socks5://me:hidden@h" };
  const findings = checkProxy({ ...env, NODE_EXTRA_CA_CERTS: join(folder, "missing.pem") });
  expect(findings.map(({ state }) => state)).toEqual(["ok", "warning", "warning", "warning"]);
  expect(JSON.stringify(findings)).not.toContain("hidden");
});

it("shows of an access key's id no more than its ends", () => {
  expect(maskedKeyId("LTAI5tAbCdEfGhIjKlMnOpQr")).toBe("LTAI…Qr");
  expect(maskedKeyId("emulator")).toBe("em…");
});
