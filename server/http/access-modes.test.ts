import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Access, createAccess } from "../access/access";
import type { AuditEntry } from "../access/audit";
import { runCommand } from "../cli/commands";
import type { AccessTree } from "../config/access";
import { emulatorConnection } from "../connections/emulator-connection.testing";
import type { OpenConnection } from "../connections/open-connection";
import { connectionListSchema, operationsSchema, problemSchema } from "../contract";
import { type Emulator, startEmulator } from "../emulator/index";
import { createApp } from "./app";
import { type Listening, listen } from "./listen";

const folder = mkdtempSync(join(tmpdir(), "snapdeck-access-"));
let emulator: Emulator;
let connections: OpenConnection[];
const servers: Listening[] = [];
const audit: AuditEntry[] = [];

beforeAll(async () => {
  emulator = await startEmulator({ instances: 12 });
  connections = ["cn-shanghai", "cn-beijing"].map((id) => emulatorConnection(emulator, { id }));
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close(0)));
  await Promise.all(connections.map(({ client }) => client.close()));
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

async function serve(config: AccessTree, basePath = "", webRoot?: string) {
  const access: Access = createAccess(config, {
    basePath,
    fetch: () => Promise.reject(new Error("nobody is asked")),
    now: Date.now,
  });
  const app = createApp({
    connections,
    access,
    basePath,
    audit: (entry) => audit.push(entry),
    allowedHosts: ["snapdeck.example"],
    ...(webRoot === undefined ? {} : { webRoot }),
  });
  const server = await listen(app, { host: "127.0.0.1", port: 0, keepAliveMs: 1000 });
  servers.push(server);
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(server.url + path, { headers, redirect: "manual" });
  return { access, ask, url: server.url };
}

const codeOf = async (answer: Response) => problemSchema.parse(await answer.json()).code;
const listOf = async (answer: Response) => connectionListSchema.parse(await answer.json());

describe("tokens", () => {
  const file = join(folder, "tokens.json");
  const command = async (...args: string[]) => {
    const said: string[] = [];
    const complained: string[] = [];
    const output = {
      say: (line: string) => void said.push(line),
      complain: (line: string) => void complained.push(line),
    };
    const code = await runCommand(["token", "--file", file, ...args], output);
    return { code, said: said.join("\n"), complained: complained.join("\n") };
  };

  it("are made by a command, let a script see what they are for, and are taken back", async () => {
    const all = await command("--name", "backup");
    const one = await command("--name", "ci", "--connection", "cn-beijing", "--days", "1");
    expect([all.code, one.code]).toEqual([0, 0]);
    const { ask, access, url } = await serve({ mode: "token", tokensFile: file });
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

    expect(await codeOf(await ask("/api/connections"))).toBe("access.signIn");
    const whole = await listOf(await ask("/api/connections", bearer(all.said)));
    expect(whole.items).toHaveLength(2);
    expect(whole.viewer).toEqual({ name: "backup", operator: true, signOut: null });
    const operations = operationsSchema.parse(
      await (await ask("/api/operations", bearer(all.said))).json(),
    );
    expect(operations.connections.map(({ problem }) => problem)).toEqual([null, null]);
    expect(operations).toMatchObject({ index: "unavailable", connections: [{ index: null }, {}] });
    expect(await codeOf(await ask("/api/operations", bearer(one.said)))).toBe("route.unknown");
    const healthOf = async (headers: Record<string, string> = {}) =>
      (await ask("/readyz?verbose", headers)).json();
    const before = emulator.calls.total;
    expect(await healthOf()).toEqual({ ready: true });
    expect(await healthOf(bearer(one.said))).toEqual({ ready: true });
    expect(emulator.calls.total).toBe(before);
    expect(await healthOf(bearer(all.said))).toMatchObject({
      connections: { "cn-beijing": "ready" },
    });
    const part = await listOf(await ask("/api/connections", bearer(one.said)));
    expect(part.items.map(({ id }) => id)).toEqual(["cn-beijing"]);
    const written = await fetch(`${url}/api/cn-beijing/failures/triage`, {
      method: "POST",
      headers: { ...bearer(all.said), "content-type": "application/json" },
      body: JSON.stringify({ group: "f1-0", status: "resolved" }),
    });
    expect(await codeOf(written)).toBe("access.readOnly");
    const hidden = await ask("/api/cn-shanghai/instances", bearer(one.said));
    expect(await codeOf(hidden)).toBe("connection.unknown");
    const file2 = await ask("/api/cn-beijing/exports/instances?format=csv", bearer(one.said));
    await file2.text();
    expect(audit.at(-1)).toMatchObject({ action: "export", who: "token ci", result: "ok" });

    expect((await command("--name", "ci", "--remove")).code).toBe(0);
    access.reload({ mode: "token", tokensFile: file });
    expect(await codeOf(await ask("/api/connections", bearer(one.said)))).toBe("access.signIn");
    expect(audit.at(-1)).toMatchObject({ action: "refused", result: "refused" });
  });

  it("are kept as hashes alone, and refused when they are over or nearly right", async () => {
    const made = await command("--name", "short", "--days", "1");
    const kept = execFileSync("cat", [file], { encoding: "utf8" });
    expect(kept).not.toContain(made.said.slice(12));
    const later = createAccess(
      { mode: "token", tokensFile: file },
      { basePath: "", fetch: () => Promise.reject(), now: () => Date.now() + 2 * 86_400_000 },
    );
    const of = (token: string) => ({
      header: (name: string) => (name === "authorization" ? `Bearer ${token}` : undefined),
      cookie: () => undefined,
      peer: "192.0.2.1",
    });
    await expect(later.admit(of(made.said))).rejects.toMatchObject({ code: "access.signIn" });
    await expect(later.admit(of(`${made.said}x`))).rejects.toMatchObject({ code: "access.signIn" });
  });

  it("says what is wrong with a command line, and changes nothing", async () => {
    expect(await command()).toMatchObject({ code: 2 });
    expect(await command("--name", "x", "--days", "0")).toMatchObject({ code: 2 });
    expect(await command("--name", "short")).toMatchObject({ code: 1 });
    writeFileSync(join(folder, "broken.json"), '{"tokens":[{"name":"x","hash":"top secret"}]}');
    const said: string[] = [];
    const broken = ["token", "--file", join(folder, "broken.json"), "--name", "y"];
    const code = await runCommand(broken, { say: () => {}, complain: (line) => said.push(line) });
    expect(code).toBe(1);
    expect(said.join("\n")).toContain("tokens.0.hash");
    expect(said.join("\n")).not.toContain("top secret");
  });
});

const proxy = {
  userHeader: "x-forwarded-user",
  emailHeader: "x-forwarded-email",
  groupsHeader: "x-forwarded-groups",
  signOutUrl: "/oauth2/sign_out",
};

describe("a proxy that signs people in", () => {
  it("is believed when it is listed, and nobody else is", async () => {
    const rules = [{ groups: ["beijing"], connections: ["cn-beijing"] }];
    const config = { mode: "proxy" as const, proxy: { ...proxy, from: ["127.0.0.0/8"] } };
    const listed = await serve({ ...config, rules });
    const headers = { "x-forwarded-user": "ada", "x-forwarded-groups": "other, beijing" };
    const told = await listOf(await listed.ask("/api/connections", headers));
    expect(told.items.map(({ id }) => id)).toEqual(["cn-beijing"]);
    expect(told.viewer).toEqual({ name: "ada", operator: false, signOut: "/oauth2/sign_out" });
    expect(await codeOf(await listed.ask("/api/operations", headers))).toBe("route.unknown");
    expect(await codeOf(await listed.ask("/api/connections"))).toBe("access.signIn");
    // Rules that are read anew may name groups that no rule has named before.
    listed.access.reload({ ...config, rules: [{ groups: ["other"], connections: "all" }] });
    expect((await listOf(await listed.ask("/api/connections", headers))).items).toHaveLength(2);

    const elsewhere = await serve({ mode: "proxy", proxy: { ...proxy, from: ["10.0.0.0/8"] } });
    expect(await codeOf(await elsewhere.ask("/api/connections", headers))).toBe("access.refused");
    // What a proxy forwards is the client's address, which anybody may write; the peer's counts.
    const spoofed = { ...headers, "x-forwarded-for": "10.1.2.3" };
    expect(await codeOf(await elsewhere.ask("/api/connections", spoofed))).toBe("access.refused");
    expect((await elsewhere.ask("/healthz")).status).toBe(200);
  });
});

const nginx = spawnSync("nginx", ["-v"]).error === undefined;
if (!nginx)
  process.stderr.write("\n!!! No nginx here: the proxy mode was not tried behind it. !!!\n");

describe.skipIf(!nginx)("behind a real nginx, under a path of its own", () => {
  let ask: (path: string, headers?: Record<string, string>) => Promise<Response>;
  let stop = async () => {};

  beforeAll(async () => {
    const web = join(folder, "web");
    execFileSync("mkdir", ["-p", web]);
    writeFileSync(
      join(web, "index.html"),
      '<html lang="en"><head><base href="/"><title>Snapdeck</title></head></html>',
    );
    const config = { mode: "proxy" as const, proxy: { ...proxy, from: ["127.0.0.1"] } };
    const { url } = await serve(config, "/deck", web);
    // openssl's hash of "hopper".
    const hash = execFileSync("openssl", ["passwd", "-apr1", "hopper"], { encoding: "utf8" });
    writeFileSync(join(folder, "users"), `grace:${hash}`);
    const socket = join(folder, "nginx.sock");
    writeFileSync(
      join(folder, "nginx.conf"),
      `daemon off; master_process off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
      events {} http { access_log off; client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p;
      fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
      server { listen unix:${socket}; location /deck/ { auth_basic "sign in"; auth_basic_user_file ${folder}/users;
      proxy_pass ${url}; proxy_set_header Host snapdeck.example; proxy_set_header X-Forwarded-User $remote_user;
      proxy_set_header X-Forwarded-Email ""; proxy_set_header X-Forwarded-Groups "";
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; } } }`,
    );
    const child = spawn("nginx", ["-p", folder, "-c", join(folder, "nginx.conf")]);
    const gone = new Promise((resolve) => child.once("exit", resolve));
    stop = async () => {
      child.kill("SIGTERM");
      await gone;
    };
    const { Agent, fetch: undiciFetch } = await import("undici");
    const dispatcher = new Agent({ connect: { socketPath: socket } });
    ask = async (path, headers = {}) => {
      const answer = await undiciFetch(`http://snapdeck.example${path}`, {
        headers,
        redirect: "manual",
        dispatcher,
      });
      return new Response(await answer.text(), {
        status: answer.status,
        headers: [...answer.headers],
      });
    };
    await vi.waitFor(async () => expect((await ask("/deck/")).status).toBe(401), 10_000);
  });
  afterAll(() => stop());

  const grace = { authorization: `Basic ${btoa("grace:hopper")}` };

  it("shows pages and data to whom nginx has signed in, whoever he says that he is", async () => {
    const page = await ask("/deck/cn-shanghai/instances", grace);
    expect(await page.text()).toContain('<base href="/deck/">');
    const spoofed = {
      ...grace,
      "x-forwarded-user": "root",
      "x-forwarded-email": "root@example.com",
    };
    const told = await listOf(await ask("/deck/api/connections", spoofed));
    expect(told.viewer.name).toBe("grace");
    expect(told.items).toHaveLength(2);
  });

  it("answers a stranger nginx's own page, which the browser's client takes for a lost sign-in", async () => {
    const answer = await ask("/deck/api/connections", { "x-forwarded-user": "root" });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("content-type")).toContain("text/html");
  });
});
