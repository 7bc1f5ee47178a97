import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TLSSocket } from "node:tls";
import { afterAll, afterEach, expect, it, vi } from "vitest";
import { createAuthority } from "../certificates.testing";
import { createApp } from "./app";
import { type Listening, listen } from "./listen";

const authority = createAuthority();
const folder = mkdtempSync(join(tmpdir(), "snapdeck-tls-"));
afterAll(() => {
  authority.remove();
  rmSync(folder, { recursive: true });
});
let server: Listening | undefined;
afterEach(async () => {
  await server?.close(0);
  vi.restoreAllMocks();
});

const tls = { cert: join(folder, "tls.crt"), key: join(folder, "tls.key") };
const local = { host: "127.0.0.1", port: 0, keepAliveMs: 75_000, tls, tlsEveryMs: 20 };

/** Puts a pair in place as Kubernetes does with a secret's files: all at once, by a link to another folder. */
function put(version: string, { cert, key }: { cert: string; key: string }) {
  mkdirSync(join(folder, version));
  writeFileSync(join(folder, version, "tls.crt"), cert);
  writeFileSync(join(folder, version, "tls.key"), key);
  symlinkSync(version, join(folder, "..data_tmp"));
  renameSync(join(folder, "..data_tmp"), join(folder, "..data"));
}

/** Whose certificate a new connection is shown. */
async function servedName() {
  const ca = readFileSync(authority.file);
  const request = get(`${server?.url}/healthz`, { ca, agent: false });
  const [response] = await once(request, "response");
  response.resume();
  expect(response.statusCode).toBe(200);
  const socket: TLSSocket = response.socket;
  return socket.getPeerCertificate().subject.CN;
}

it("is spoken with the certificate that is there now, and a pair that cannot be used changes nothing", async () => {
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const lines = () => said.mock.calls.map(([line]) => String(line));
  const second = authority.issue("second");
  put("v1", authority.issue("first"));
  for (const name of ["tls.crt", "tls.key"]) symlinkSync(join("..data", name), join(folder, name));

  server = await listen(createApp({ connections: [], terminatesTls: true }), local);
  expect(server.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  expect(await servedName()).toBe("first");

  put("v2", second);
  await expect.poll(servedName).toBe("second");

  put("v3", { cert: authority.issue("third").cert, key: second.key });
  await expect
    .poll(() => lines().at(-1))
    .toMatch(/not used, the one before stays: the key of .*tls\.key does not belong/);
  expect(await servedName()).toBe("second");
  put("v4", { cert: "", key: second.key });
  await expect.poll(() => lines().at(-1)).toMatch(/tls\.crt holds no certificate/);
  expect(await servedName()).toBe("second");
  put("v5", authority.issue("fifth"));
  await expect.poll(servedName).toBe("fifth");
  expect(lines()).toHaveLength(4);
});

it.each([
  [{ ...tls, cert: "/not/there.crt" }, /no such file.*\/not\/there\.crt/],
  [{ cert: import.meta.filename, key: tls.key }, /holds no certificate/],
])("is not begun without a usable pair: %j", async (files, why) => {
  await expect(listen(createApp({ connections: [] }), { ...local, tls: files })).rejects.toThrow(
    why,
  );
});
