import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { readConfig } from "../config/config";
import { startEmulator } from "../emulator";
import { closeConnections, openConnections } from "./connections";
import { createOutgoing } from "./outgoing";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** A home folder with a CLI profile for the emulator, and no other credential around. */
function homeWithProfile({
  accessKeyId,
  accessKeySecret,
}: {
  accessKeyId: string;
  accessKeySecret: string;
}) {
  const home = mkdtempSync(join(tmpdir(), "snapdeck-home-"));
  closing.push(() => rmSync(home, { recursive: true }));
  mkdirSync(join(home, ".aliyun"));
  const profile = {
    name: "research",
    mode: "AK",
    access_key_id: accessKeyId,
    access_key_secret: accessKeySecret,
  };
  writeFileSync(
    join(home, ".aliyun", "config.json"),
    JSON.stringify({ current: "other", profiles: [profile] }),
  );
  vi.stubEnv("HOME", home);
  return home;
}

async function open(text: string) {
  const readText = () => text;
  const config = readConfig(
    { SNAPDECK_CONFIG: "snapdeck.yaml" },
    { fileExists: () => false, readText },
  );
  const opened = await openConnections(config, createOutgoing(config.outgoing));
  closing.push(() => closeConnections(opened));
  return opened.connections;
}

it("has several accounts side by side, of which one without a credential touches no other", async () => {
  const emulator = await startEmulator({ instances: 12 });
  closing.push(emulator.close);
  homeWithProfile(emulator);
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const [profile, key, missing] = await open(`
    defaults: { endpoint: "${emulator.url}" }
    connections:
      - { id: a, region: cn-shanghai, credential: { type: profile, name: research } }
      - id: b
        region: cn-shanghai
        credential: { type: accessKey, id: ${emulator.accessKeyId}, secret: ${emulator.accessKeySecret} }
      - { id: c, region: cn-shanghai, credential: { type: profile, name: nobody } }
  `);
  const list = { page: 1, size: 10, sort: "GmtCreateTime", order: "desc" } as const;
  expect((await profile?.client.listInstances(list))?.total).toBe(12);
  expect((await key?.client.listInstances(list))?.total).toBe(12);
  await expect(missing?.client.listInstances(list)).rejects.toMatchObject({
    code: "credentials.missing",
    message: "No Alibaba Cloud credentials were found by the profile nobody.",
  });
  expect(said.mock.calls.flat().join()).toContain("by the profile nobody");
});

it("does not start when there is no credential at all", async () => {
  homeWithProfile({ accessKeyId: "id", accessKeySecret: "the-secret" });
  await expect(
    open("connections: [{ region: cn-shanghai, credential: { type: profile, name: nobody } }]"),
  ).rejects.toThrow(/there is no credential: .*profile nobody/);
});
