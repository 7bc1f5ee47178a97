import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startProvider } from "./access/provider.testing";
import { ConfigError, readConfig } from "./config/config";
import {
  type Emulator,
  parseFault,
  singleInstanceId,
  startEmulator,
  tenThousandInstanceId,
} from "./emulator";
import { snapshotState } from "./emulator/snapshot-state.testing";
import { killServers, startServer } from "./server-process.testing";

/*
 * Secrets that can be told are planted wherever a server gets one, and everything that it emits is looked through.
 * Each has its number in it, by which a failure names the source.
 */
let planted = 0;
const canary = (form: (secret: string) => string = (secret) => secret) => {
  planted += 1;
  return form(`CaNaRy${String(planted).padStart(4, "0")}x7Qp`);
};

/** What the server holds: nobody may ever read it. */
const held = {
  keyId: canary((secret) => `LTAI5t${secret}`),
  keySecret: canary(),
  securityToken: canary((secret) => `CAIS${secret}+abc/def+abcdefghijk==`),
  wrongSecret: canary(),
  wrongToken: canary(),
  metricsToken: canary(),
  databasePassword: canary(),
};
/** What signing in rests on, and what a provider says that nobody needs. */
const access = {
  sessionKey: canary((secret) => `${secret}-long-enough-for-a-key-of-sessions`),
  formerKey: canary((secret) => `${secret}-long-enough-for-a-key-of-sessions`),
  clientSecret: canary((secret) => `${secret}, long enough for a client's secret`),
  token: canary((secret) => `snapdeck_${secret}`),
  wrongToken: canary((secret) => `snapdeck_${secret}`),
  owner: canary(),
  unknownGroup: canary(),
};
/** What the service says beside its codes: strings to sign, diagnostics, whatever a gateway adds. */
const said = { message: canary(), header: canary(), field: canary(), html: canary() };
/** What whoever asks brings along: it may be theirs alone. */
const asked = {
  bearer: canary(),
  cookie: canary(),
  query: canary(),
  header: canary(),
  path: canary(),
};
/** What a reason of a push quotes; it is stored as it came, and told without. */
const reason = {
  password: canary(),
  address: canary(),
  keyId: canary((secret) => `LTAI5t${secret}`),
};

const folder = mkdtempSync(join(tmpdir(), "snapdeck-canary-"));
const closing: (() => unknown)[] = [];
let emulator: Emulator;
let server: ReturnType<typeof startServer>;
let address: string;

/** A service that answers every call with an error full of secrets. */
async function tellTaleService(): Promise<string> {
  const tale = createServer((request, response) => {
    if (request.url?.includes("WorkspaceId")) {
      response.writeHead(403, { "content-type": "application/json", "x-debug": said.header });
      const Message = `Specified signature is not matched, server string to sign is: ${said.message}`;
      response.end(JSON.stringify({ Code: "SignatureDoesNotMatch", Message, Debug: said.field }));
    } else response.writeHead(502, { "content-type": "text/html" }).end(`<p>${said.html}</p>`);
  });
  await new Promise<void>((resolve) => tale.listen(0, "127.0.0.1", resolve));
  closing.push(() => tale.close());
  const at = tale.address();
  if (at === null || typeof at === "string") throw new Error("no port");
  return `http://127.0.0.1:${at.port}`;
}

/** Runs in the server's process: on a signal it throws what nobody handles, with secrets in all its parts. */
const crash = `process.on("SIGUSR2", () => {
  const { ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret, ALIBABA_CLOUD_ACCESS_KEY_ID: id } = process.env;
  const error = new Error("the request with AccessKeySecret=" + secret + " failed", {
    cause: new Error("id " + id + " of postgres://me:" + secret + "@db, or " + secret),
  });
  error.config = { headers: { authorization: "Bearer " + secret }, secret };
  setTimeout(() => { throw error; });
  Promise.reject({ secret, password: secret, url: "https://x/?Signature=" + secret });
})`;

beforeAll(async () => {
  emulator = await startEmulator({
    instances: 12,
    accessKeyId: held.keyId,
    accessKeySecret: held.keySecret,
    securityToken: held.securityToken,
  });
  // Ten thousand rows in one history prove nothing here that thirty do not.
  emulator.data.deleteInstance(tenThousandInstanceId);
  const reasonMessage = `unauthorized: docker login -u me -p ${reason.password} https://me:${reason.address}@r.example with ${reason.keyId}`;
  emulator.data.addSnapshot(
    snapshotState({
      snapshotId: "snp-canary",
      steps: [
        {
          at: emulator.clock.now(),
          status: "Failed",
          reasonCode: "ImagePushFailed",
          reasonMessage,
        },
      ],
    }),
  );
  const tale = await tellTaleService();
  mkdirSync(join(folder, "secrets"));
  writeFileSync(join(folder, "secrets", "metrics"), held.metricsToken);
  writeFileSync(join(folder, "secrets", "wrong"), held.wrongSecret);
  const wrong = {
    type: "accessKey",
    id: held.keyId,
    secret: { file: "secrets/wrong" },
    securityToken: held.wrongToken,
  };
  const config = {
    connections: [
      { id: "good", region: "cn-shanghai", endpoint: emulator.url, imageEndpoint: emulator.url },
      ...[emulator.url, tale].map((endpoint, at) => ({
        id: `bad-${at}`,
        region: "cn-shanghai",
        endpoint,
        imageEndpoint: tale,
        credential: wrong,
      })),
    ],
    defaults: { rate: 1000, burst: 1000 },
    linkPreview: "names",
    metrics: { enabled: true, token: { file: "secrets/metrics" } },
  };
  writeFileSync(join(folder, "snapdeck.yaml"), JSON.stringify(config));
  server = startServer(
    {
      SNAPDECK_CONFIG: join(folder, "snapdeck.yaml"),
      SNAPDECK_DATA: join(folder, "data"),
      LOG_LEVEL: "trace",
      ALIBABA_CLOUD_ACCESS_KEY_ID: held.keyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: held.keySecret,
      ALIBABA_CLOUD_SECURITY_TOKEN: held.securityToken,
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(crash)}`,
    },
    { pages: true },
  );
});
afterAll(async () => {
  await killServers();
  for (const close of closing) await close();
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

const headers = {
  authorization: `Bearer ${asked.bearer}`,
  cookie: `session=${asked.cookie}`,
  "x-forwarded-for": asked.header,
  traceparent: `00-${asked.header}`,
  referer: `https://elsewhere.example/?token=${asked.query}`,
};
async function get(path: string, more: Record<string, string> = headers) {
  const response = await fetch(`${address}${path}`, { headers: more });
  return {
    status: response.status,
    text: `${JSON.stringify([...response.headers])}\n${await response.text()}`,
  };
}

/** The secrets of some that a text has, as they are or as an address, base64 or JSON would have them. */
function foundIn(text: string, ...secrets: Record<string, string>[]) {
  return secrets.flatMap((some) =>
    Object.entries(some)
      .filter(([, secret]) => {
        const body = /CaNaRy\d{4}x7Qp/.exec(secret)?.[0] ?? secret;
        return [body, ...[0, 1, 2].map((skip) => base64Of(body, skip))].some((form) =>
          text.includes(form),
        );
      })
      .map(([name]) => name),
  );
}
/** What any base64 text has that holds a secret behind so many bytes of others. */
const base64Of = (secret: string, skip: number) =>
  Buffer.from("x".repeat(skip) + secret)
    .toString("base64")
    .slice(skip === 0 ? 0 : 4, -4);

it("emits none of the secrets that it holds, is told or is brought", async () => {
  address = await server.address();
  const reads = `/api/good/instances/${singleInstanceId}`;
  await expect
    .poll(
      async () => (await get(`/api/good/failures/snapshots?instance=${singleInstanceId}`)).text,
      { interval: 100 },
    )
    .toContain("snp-canary");
  const statuses = new Set<number>();
  const answers: string[] = [];
  const ask = async (path: string, more?: Record<string, string>) => {
    const { status, text } = await get(path, more);
    statuses.add(status);
    answers.push(text);
  };
  const paths = [
    "",
    "/snapshots",
    "/snapshots/snp-canary",
    "/snapshots/snp-canary/history",
    "/snapshots?counts=whole",
    "/events",
    "/lifecycle",
    "/timeline",
    "/images",
  ].map((part) => reads + part);
  const all = [
    ...paths,
    ...["bad-0", "bad-1"].flatMap((id) =>
      [
        "",
        `/${singleInstanceId}`,
        `/${singleInstanceId}/snapshots`,
        `/${singleInstanceId}/events`,
      ].map((part) => `/api/${id}/instances${part}`),
    ),
    ...[
      "/healthz",
      "/readyz?verbose",
      "/api/connections",
      "/api/openapi.json",
      "/api/views",
      "/api/search?q=hello",
    ],
    ...[
      "/api/all/failures",
      "/api/all/failures/snapshots",
      "/api/all/at-risk",
      "/api/good/exports/failures?format=csv",
      "/api/good/exports/instances?format=json",
    ],
    `/api/good/exports/instances/${singleInstanceId}/snapshots?format=csv`,
    `/api/bad-1/exports/instances/${singleInstanceId}/snapshots?format=csv`,
    ...[
      "/",
      `/good/instances/${singleInstanceId}`,
      `/bad-1/instances/${singleInstanceId}/snapshots/snp-x`,
    ],
    ...["/metrics", "/api/nowhere", "/api/nobody/instances"],
  ];
  await Promise.all(all.map((path) => ask(path)));
  for (const fault of [
    "denied",
    "deniedowner",
    "badjson",
    "html",
    "expired",
    "wrongtypes",
    "fail200",
  ]) {
    emulator.faults.set([parseFault(fault)]);
    // Each its own, so that nothing is answered from what is kept.
    await ask(`${reads}/snapshots/snp-${fault}`);
  }
  emulator.faults.set([]);
  expect(statuses).toEqual(
    new Set([200, 401, 403, 404, 502, 503].filter((status) => statuses.has(status))),
  );
  for (const status of [200, 401, 403, 404, 502]) expect(statuses).toContain(status);

  // What was asked for comes back to whoever asked, and goes nowhere else.
  await get(`/api/good/instances?q=${asked.query}&size=${asked.query}&${asked.query}=1`);
  await get(`/api/good/instances/${asked.path}?q=${asked.query}`);
  await get(`/${asked.path}?token=${asked.query}`);
  const shared = await get(`${reads}/snapshots/snp-canary/incident-report?base=http://localhost`);
  expect(shared.status).toBe(200);
  const metrics = await get("/metrics", { authorization: `Bearer ${held.metricsToken}` });
  expect(metrics.status).toBe(200);
  server.signal("SIGUSR2");
  await expect
    .poll(() => server.logged().filter(({ msg }) => msg.includes("nothing handled")))
    .toHaveLength(2);
  server.stop();
  expect(await server.exit).toBe(0);

  const log = server.output();
  expect(server.logged().filter(({ msg }) => msg === "request").length).toBeGreaterThan(30);
  expect(server.logged().filter(({ msg }) => msg === "upstream call").length).toBeGreaterThan(20);
  expect(server.logged()).toContainEqual(
    expect.objectContaining({
      level: "error",
      msg: "request",
      route: "/api/:connection/instances/:instanceId",
      status: 502,
      code: "upstream.unavailable",
      traceId: expect.any(String),
    }),
  );
  expect(foundIn(log, held, said, asked, reason)).toEqual([]);
  expect(foundIn(metrics.text, held, said, asked, reason)).toEqual([]);
  expect(foundIn(shared.text, held, said, asked, reason)).toEqual([]);
  expect(foundIn(answers.join("\n"), held, said, asked, reason)).toEqual([]);
  const files = readdirSync(join(folder, "data")).map((name) =>
    readFileSync(join(folder, "data", name), "latin1"),
  );
  expect(files.join("").length).toBeGreaterThan(10_000);
  expect(foundIn(files.join(""), held, said, asked)).toEqual([]);
  // The looking itself works: what it must not find elsewhere it finds here.
  expect(foundIn(files.join(""), reason)).toEqual(Object.keys(reason));
});

/** A server that signs people in, with a database that is not there. */
async function startSigningIn() {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const provider = await startProvider([
    {
      client_id: "snapdeck",
      client_secret: access.clientSecret,
      redirect_uris: [`${url}/auth/callback`],
    },
  ]);
  provider.signInAs = "ada";
  provider.accounts.ada = {
    name: "Ada",
    email: "ada@example.com",
    email_verified: true,
    groups: ["known", access.unknownGroup],
    ram_user: access.owner,
  };
  const expires = new Date(Date.now() + 3_600_000).toISOString();
  const hash = `sha256:${createHash("sha256").update(access.token).digest("hex")}`;
  writeFileSync(
    join(folder, "tokens.json"),
    JSON.stringify({ tokens: [{ name: "script", hash, expires }] }),
  );
  writeFileSync(join(folder, "secrets", "client"), access.clientSecret);
  const oidc = {
    issuer: provider.issuer,
    clientId: "snapdeck",
    clientSecret: { file: "secrets/client" },
    ownerClaim: "ram_user",
    allow: { groups: ["known"] },
  };
  const config = {
    access: { mode: "oidc", url, oidc, tokensFile: "tokens.json" },
    connections: [{ region: "cn-shanghai", endpoint: emulator.url, imageEndpoint: emulator.url }],
    metrics: { enabled: true },
  };
  writeFileSync(join(folder, "oidc.yaml"), JSON.stringify(config));
  const signing = startServer({
    SNAPDECK_CONFIG: join(folder, "oidc.yaml"),
    SNAPDECK_SESSION_KEYS: `${access.sessionKey},${access.formerKey}`,
    PORT: port,
    DATABASE_URL: `postgres://me:${held.databasePassword}@127.0.0.1:1/deck`,
    LOG_LEVEL: "trace",
    ALIBABA_CLOUD_ACCESS_KEY_ID: held.keyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: held.keySecret,
    ALIBABA_CLOUD_SECURITY_TOKEN: held.securityToken,
  });
  return { url, signing, provider };
}

it("says nothing of what signing in rests on, whether it works or not", async () => {
  const { url, signing, provider } = await startSigningIn();
  await signing.address();
  const jar = new Map<string, string>();
  const answers: string[] = [];
  /** What the browser is handed for itself alone: cookies, and the code and state of an attempt. */
  const handed: string[] = [];
  const ask = async (address: string, headers: Record<string, string> = {}, method = "GET") => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(address, {
      method,
      redirect: "manual",
      headers: { cookie, ...headers },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
      if (value.length > 20) handed.push(value);
    }
    if (address.startsWith(url)) answers.push(await answer.text());
    return answer;
  };
  const follow = async (address: string): Promise<string> => {
    const to = (await ask(address)).headers.get("location");
    if (to === null) return address;
    const next = new URL(to, address);
    for (const name of ["code", "state"]) handed.push(next.searchParams.get(name) ?? "");
    return next.pathname === "/" ? next.href : follow(next.href);
  };
  expect(await follow(`${url}/auth/sign-in`)).toBe(`${url}/`);
  const session = jar.get("snapdeck") ?? "";
  expect((await ask(`${url}/api/connections`)).status).toBe(200);
  expect((await ask(`${url}/api/cn-shanghai/instances`)).status).toBe(200);
  expect((await ask(`${url}/api/nowhere/exports/instances?format=csv`)).status).toBe(404);
  for (const [token, status] of [
    [access.token, 200],
    [access.wrongToken, 401],
  ] as const) {
    const bearer = { authorization: `Bearer ${token}` };
    expect((await ask(`${url}/api/connections`, bearer)).status).toBe(status);
  }
  const broken = { cookie: `snapdeck=${session.slice(0, -9)}` };
  expect((await ask(`${url}/api/connections`, broken)).status).toBe(401);
  expect((await ask(`${url}/auth/callback?code=${access.owner}&state=x`)).status).toBe(401);
  expect((await ask(`${url}/auth/sign-out`, {}, "POST")).status).toBe(200);
  // The provider goes away between the two halves of a sign-in.
  const begun = await ask(`${url}/auth/sign-in`);
  const state = new URL(begun.headers.get("location") ?? "").searchParams.get("state") ?? "";
  await provider.close();
  const back = `${url}/auth/callback?code=${access.owner}&state=${state}`;
  expect((await ask(back)).status).toBe(401);
  expect((await ask(`${url}/metrics`)).status).toBe(200);
  await expect.poll(signing.output).toContain("the snapshot index is not available");

  const log = signing.output();
  const lines = signing.logged().filter(({ msg }) => msg === "audit");
  expect(lines.map(({ action, result }) => `${action} ${result}`)).toEqual([
    "signIn ok",
    "export refused",
    "refused refused",
    "signIn failed",
    "signOut ok",
    "signIn failed",
  ]);
  expect(handed.filter((text) => text.length > 20).length).toBeGreaterThan(3);
  for (const text of [log, answers.join("\n")]) {
    expect(foundIn(text, held, access)).toEqual([]);
    expect(handed.filter((secret) => secret !== "" && text.includes(secret))).toEqual([]);
    // Neither an ID token nor any other.
    expect(text).not.toMatch(/eyJ[\w-]{10,}\./);
  }
});

async function freePort(): Promise<string> {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const at = taken.address();
  await new Promise((resolve) => taken.close(resolve));
  if (at === null || typeof at === "string") throw new Error("no port");
  return String(at.port);
}

it("names no secret when its configuration is wrong", () => {
  const { databasePassword } = held;
  const mistakesOf = (env: Record<string, string>, file = "") => {
    try {
      readConfig(
        { SNAPDECK_CONFIG: "f.yaml", ...env },
        { fileExists: () => false, readText: () => file },
      );
    } catch (error) {
      if (error instanceof ConfigError) return error.mistakes.join("\n");
      throw error;
    }
    throw new Error("nothing was wrong");
  };
  const secret = held.keySecret;
  for (const text of [
    mistakesOf({ DATABASE_URL: `mysql://me:${databasePassword}@db/deck` }),
    mistakesOf({ DSW_REGIONS: "cn-hangzhou", DSW_ENDPOINT: `https://me:${secret}@host/` }),
    mistakesOf({ SNAPDECK_SESSION_KEYS: secret }),
    mistakesOf({ HOST: "0.0.0.0", METRICS_TOKEN: secret, SNAPDECK_METRICS: "maybe" }),
    ...[
      `a: "x" ${secret}`,
      `a: *${secret}`,
      `a: !${secret} x`,
      `a: |${secret}`,
      `a: "${secret}`,
      `%${secret}`,
      `- a\n${secret}`,
      `a: {x: ${secret}`,
    ].map((file) => mistakesOf({}, file)),
    ...[
      `index: { databaseUrl: "${secret}" }`,
      `metrics: { token: [${secret}] }`,
      `access: { sessionKeys: ["${secret}"], oidc: { clientSecret: [${secret}] } }`,
      `connections: [{ region: cn-a, credential: { type: accessKey, id: a, secret: { env: A, file: ${secret} } } }]`,
    ].map((file) => mistakesOf({}, file)),
  ]) {
    expect(text).not.toBe("");
    expect(foundIn(text, held)).toEqual([]);
  }
});
