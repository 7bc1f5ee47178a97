import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type BuiltStage, buildStages, execForm, parseDockerfile } from "./dockerfile.testing";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "snapdeck-package-"));
const app = join(folder, "app");
/** Nothing of this machine's credentials and settings. */
const bare = {
  PATH: process.env.PATH,
  HOME: folder,
  ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
};
let tarball: string;

// The package as npm would install it, which the image's dry run shares. Nothing is fetched: its dependencies are
// the ones that `npm ci` has installed here from the same lockfile, without those for development.
beforeAll(() => {
  // The image's own user has to come in.
  chmodSync(folder, 0o755);
  run("npm", ["run", "--silent", "pack", "--", "--pack-destination", folder], root);
  tarball = join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");
  const installed = join(app, "node_modules/snapdeck");
  mkdirSync(installed, { recursive: true });
  run("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"], folder);
  copyPackages();
  writeFileSync(join(app, "package.json"), JSON.stringify({ private: true }));
  // It links the package's command.
  run("npm", ["rebuild", "--ignore-scripts", "--offline"], app);
}, 60_000);

/** Links cost no time; across file systems there are none. */
function copyPackages() {
  const paths = productionPackages();
  for (const path of paths) mkdirSync(join(app, path, ".."), { recursive: true });
  const script = 'while read path; do cp -Rl "$0/$path" "$1/$path" || exit 1; done';
  const linked = spawnSync("sh", ["-c", script, root, app], { input: `${paths.join("\n")}\n` });
  if (linked.status === 0) return;
  for (const path of paths) cpSync(join(root, path), join(app, path), { recursive: true });
}

/** The folders of the dependencies for production, those that are below another one left out: they come with it. */
function productionPackages(): string[] {
  const paths = run("npm", ["ls", "--omit=dev", "--all", "--parseable"], root).trim().split("\n");
  return paths
    .slice(1)
    .map((path) => relative(root, path))
    .filter((path) => path.lastIndexOf("node_modules/") === 0);
}

const running: ChildProcess[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) await end(child, "SIGKILL");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(command: string, args: string[], cwd: string): string {
  // npm asks the registry for no newer npm meanwhile.
  const env = { ...process.env, npm_config_update_notifier: "false" };
  return execFileSync(command, args, {
    cwd,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, "exit");
  child.kill(signal);
  await exit;
  return child.exitCode;
}

/** A process of ours with what it has printed so far. */
function start(
  command: readonly string[],
  { cwd = app, env = {}, user }: { cwd?: string; env?: NodeJS.ProcessEnv; user?: number } = {},
) {
  const [program = "", ...args] = command;
  const asUser = user === undefined ? {} : { uid: user, gid: user };
  const child = spawn(program, args, { cwd, env: { ...bare, ...env }, ...asUser });
  running.push(child);
  let output = "";
  const take = (text: Buffer) => {
    output += text.toString();
  };
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  const exited = once(child, "exit").then(() => child.exitCode);
  return {
    output: () => output,
    exited,
    stop: () => end(child, "SIGTERM"),
    async address(of: string) {
      await expect.poll(() => output + child.exitCode).toContain(of);
      return /http:\/\/[^\s/]+/.exec(output)?.[0] ?? "";
    },
  };
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return String(address.port);
}

const snapdeck = join(app, "node_modules/.bin/snapdeck");
const serves = "Snapdeck is at";

describe("the package", () => {
  it("holds what runs and what is read, and is small", () => {
    const files = run("tar", ["-tzf", tarball], folder).trim().split("\n");
    const allowed =
      /^package\/(package\.json|LICENSE|README(\.zh-CN)?\.md|bin\/snapdeck\.mjs|docs\/[\w-]+\.(md|schema\.json)|dist\/(server|web|web\/assets)\/[\w.-]+\.(js|json|css|html|svg|woff2)(\.br|\.gz)?)$/;
    expect(files.filter((name) => !allowed.test(name))).toEqual([]);
    expect(files.filter((name) => /test|fixture|\.db|\.env|\.map$/.test(name))).toEqual([]);
    expect(files).toContain("package/dist/server/libsql-thread.js");
    expect(statSync(tarball).size).toBeLessThan(1_800_000);
  });

  it("runs no script of its own when it is installed, and names no development dependency", () => {
    const { scripts, devDependencies, dependencies } = JSON.parse(
      readFileSync(join(app, "node_modules/snapdeck/package.json"), "utf8"),
    );
    for (const name of ["preinstall", "install", "postinstall", "prepare"]) {
      expect(scripts).not.toHaveProperty(name);
    }
    const installed = readdirSync(join(app, "node_modules"));
    const unwanted = Object.keys(devDependencies).filter((name) => !(name in dependencies));
    expect(installed.filter((name) => unwanted.includes(name))).toEqual([]);
  });

  it("serves the pages and the API of an emulator that it runs too, from an empty folder", async () => {
    expect(run(snapdeck, ["--version"], app)).toMatch(/^\d+\.\d+\.\d+\n$/);
    const emulator = start([snapdeck, "emulator", "--port", "0", "--instances", "12"]);
    const url = await emulator.address("secret");
    const env = {
      DSW_REGIONS: "cn-shanghai",
      DSW_ENDPOINT: url,
      AIWORKSPACE_ENDPOINT: url,
      ALIBABA_CLOUD_ACCESS_KEY_ID: "emulator",
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: "emulator-secret",
    };
    const server = start([snapdeck], { env: { ...env, PORT: "0" } });
    const address = await server.address(serves);
    const page = await (await fetch(address)).text();
    const [, script] = /<script[^>]+src="\.?\/?(assets\/[^"]+)"/.exec(page) ?? [];
    expect((await fetch(`${address}/${script}`)).headers.get("content-type")).toMatch(/javascript/);
    const instances = await fetch(`${address}/api/cn-shanghai/instances`);
    expect(await instances.json()).toMatchObject({ total: 12 });
    // The index, whose thread starts from a file of the package.
    await expect
      .poll(async () => (await fetch(`${address}/api/cn-shanghai/failures`)).status)
      .toBe(200);

    const doctor = start([snapdeck, "doctor", "--json"], { env });
    expect(await doctor.exited).toBe(0);
    expect(JSON.parse(doctor.output())).toMatchObject({ ok: true });
    const broken = start([snapdeck, "doctor"], { env: { ...env, PORT: "http" } });
    expect(await broken.exited).toBe(1);
    expect(broken.output()).toContain('PORT is "http"');
    expect(await server.stop()).toBe(0);
    expect(await emulator.stop()).toBe(0);
  });
});

describe("the image", () => {
  const stages = parseDockerfile(readFileSync(join(root, "Dockerfile"), "utf8"));
  let image: BuiltStage;
  const isRoot = process.getuid?.() === 0;

  beforeAll(() => {
    const built = buildStages(stages, join(folder, "image"), root, {
      "npm ci": join(root, "node_modules"),
      "npm ci --omit=dev": join(app, "node_modules"),
    });
    const last = built.at(-1);
    if (last === undefined) throw new Error("no stage");
    image = last;
    run("chmod", ["-R", "a-w", image.workdir], folder);
  });
  // What may not be written could not be deleted by whoever is not root.
  afterAll(() => void run("chmod", ["-R", "u+w", join(folder, "image")], folder));

  it("is of slim images of one version, for a user who is not root", () => {
    const images = new Set(stages.map(({ image: name }) => name));
    expect([...images]).toEqual([expect.stringMatching(/^node:(22|24)-slim$/)]);
    expect(image.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    const signal = image.instructions.find(({ name }) => name === "STOPSIGNAL");
    expect(signal?.text).toBe("SIGTERM");
    expect(readdirSync(image.workdir).toSorted()).toEqual(
      ["LICENSE", "bin", "dist", "node_modules", "package.json"].toSorted(),
    );
  });

  it("serves, is healthy, and ends in order, with its folder read-only", async () => {
    const instruction = (wanted: string) => {
      const found = image.instructions.find(({ name }) => name === wanted);
      return execForm(found ?? { name: wanted, text: "[]" });
    };
    const env = { ...image.env, PORT: await freePort(), DSW_EMULATOR: "1", DSW_RATE: "5" };
    const options = {
      cwd: image.workdir,
      env,
      ...(isRoot ? { user: Number(image.user?.split(":")[0]) } : {}),
    };
    const refused = start(instruction("ENTRYPOINT"), options);
    expect(await refused.exited).toBe(1);
    expect(refused.output()).toContain("SNAPDECK_ACCESS");

    const server = start(instruction("ENTRYPOINT"), {
      ...options,
      env: { ...env, SNAPDECK_ACCESS: "open" },
    });
    await server.address(serves);
    const check = () =>
      start(instruction("HEALTHCHECK"), { ...options, env: { ...env, SNAPDECK_ACCESS: "open" } });
    const healthy = check();
    expect([await healthy.exited, healthy.output()]).toEqual([0, expect.stringContaining("200")]);
    const port = `http://127.0.0.1:${env.PORT}`;
    expect((await fetch(port)).headers.get("content-type")).toMatch(/html/);
    await expect
      .poll(async () => (await fetch(`${port}/api/cn-shanghai/failures`)).status)
      .toBe(200);
    expect(statSync(join(image.root, "data/index.db")).uid).toBe(
      isRoot ? options.user : process.getuid?.(),
    );
    expect(await server.stop()).toBe(0);
    expect(await check().exited).toBe(1);
  });

  it("is built of no more than is sent, and what is sent holds no data and no secrets", () => {
    const sent = readFileSync(join(root, ".dockerignore"), "utf8")
      .split("\n")
      .filter((line) => line.startsWith("!"))
      .map((line) => line.slice(1));
    const copied = stages.flatMap(({ instructions }) =>
      instructions
        .filter(({ name, text }) => name === "COPY" && !text.startsWith("--from"))
        .flatMap(({ text }) => text.split(/\s+/).slice(0, -1)),
    );
    expect([...new Set(copied)].toSorted()).toEqual(sent.toSorted());
  });
});
