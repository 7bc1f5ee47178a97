import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAccess } from "../access/access";
import type { AuditEntry } from "../access/audit";
import type { Fetch } from "../access/oidc";
import { startProvider, type TestProvider } from "../access/provider.testing";
import type { AccessTree } from "../config/access";
import { emulatorConnection } from "../connections/emulator-connection.testing";
import type { OpenConnection } from "../connections/open-connection";
import { connectionListSchema, problemSchema } from "../contract";
import { type Emulator, startEmulator } from "../emulator/index";
import { createOutgoing } from "../startup/outgoing";
import { createApp } from "./app";
import { type Listening, listen } from "./listen";

const hour = 3_600_000;
const secret = "a secret of the client, long enough";
const clientOf = (id: string, redirect: string) => ({
  client_id: id,
  client_secret: secret,
  redirect_uris: [redirect],
  post_logout_redirect_uris: [redirect.replace("callback", "signed-out")],
});

let emulator: Emulator;
let connection: OpenConnection;
let provider: TestProvider;
let server: Listening;
let url = "";
let clock = 0;
let ask: Fetch;
const audit: AuditEntry[] = [];
/** What the provider's answers are replaced by, where a test plays a wicked one. */
let tampered: ((url: string, answer: Response) => Promise<Response>) | null = null;

beforeAll(async () => {
  emulator = await startEmulator({ instances: 12 });
  connection = emulatorConnection(emulator, {});
  // The provider must know our address, and we its: ours is found first.
  const { port } = new URL((await listenAt(0, () => new Response("not yet"))).url);
  url = `http://127.0.0.1:${port}`;
  provider = await startProvider([
    clientOf("snapdeck", `${url}/deck/auth/callback`),
    clientOf("other", `${url}/deck/auth/callback`),
  ]);
  Object.assign(provider.accounts, {
    ada: {
      email: "Ada@Example.com",
      email_verified: true,
      name: "Ada",
      groups: manyGroups,
      ram_user: "1",
    },
    eve: { email: "eve@example.com", email_verified: false, name: "Eve", groups: [] },
  });
  const outgoing = createOutgoing({ httpProxy: null, httpsProxy: null, noProxy: "", caFile: null });
  ask = async (address, request) => {
    const answer = await outgoing.fetch(address, request);
    return tampered ? tampered(address, answer) : answer;
  };
  const now = () => clock;
  const access = createAccess(accessOf({ domains: ["example.com"] }), {
    basePath: "/deck",
    fetch: ask,
    now,
  });
  await server.close(0);
  const app = createApp({
    connections: [connection],
    access,
    audit: (entry) => audit.push(entry),
    basePath: "/deck",
    now,
  });
  server = await listen(app, { host: "127.0.0.1", port: Number(port), keepAliveMs: 1000 });

  async function listenAt(at: number, fetch: () => Response) {
    server = await listen({ fetch }, { host: "127.0.0.1", port: at, keepAliveMs: 1000 });
    return server;
  }
});
beforeEach(() => {
  clock = Date.now();
  provider.signInAs = "ada";
  tampered = null;
  audit.length = 0;
});
afterAll(async () => {
  await server.close(0);
  await provider.close();
  await connection.client.close();
  await emulator.close();
});

const accessOf = (allow: NonNullable<AccessTree["oidc"]>["allow"]): AccessTree => ({
  mode: "oidc",
  url,
  oidc: {
    issuer: provider.issuer,
    clientId: "snapdeck",
    clientSecret: secret,
    ownerClaim: "ram_user",
    allow,
  },
  rules: [{ groups: ["ml-platform"], connections: "all" }],
});

/** A person of a large company: no cookie could hold the names of all these groups. */
const manyGroups = [
  "ml-platform",
  ...Array.from({ length: 3_000 }, (_, at) => `everybody-in-department-${at}`),
];

/** A browser, as far as it keeps cookies and follows redirects. */
function browser() {
  const jar = new Map<string, string>();
  const seen: string[] = [];
  const ask = async (address: string, init: RequestInit = {}) => {
    seen.push(address);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(address, {
      ...init,
      redirect: "manual",
      headers: { ...(cookie ? { cookie } : {}), ...init.headers },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  /** Until something other than a redirect is answered, or `stopAt` would be asked for. */
  const follow = async (address: string, stopAt?: string | RegExp) => {
    let at = address;
    for (;;) {
      const answer = await ask(at);
      const to = answer.headers.get("location");
      if (to === null) return { at, answer };
      at = new URL(to, at).href;
      const isThere = typeof stopAt === "string" ? at.startsWith(stopAt) : stopAt?.test(at);
      if (isThere) return { at, answer };
    }
  };
  return { jar, seen, ask, follow, get: (path: string) => ask(`${url}${path}`) };
}
const home = () => new RegExp(`^${url}/deck/$`);
const callback = () => `${url}/deck/auth/callback`;
const signIn = (back = "/deck/") => `${url}/deck/auth/sign-in?return=${encodeURIComponent(back)}`;
const sessionOf = ({ jar }: ReturnType<typeof browser>) => jar.get("snapdeck-deck");
const whoIs = async (of: ReturnType<typeof browser>) =>
  connectionListSchema.parse(await (await of.get("/deck/api/connections")).json()).viewer;

describe("signing in with a provider", () => {
  it("leads back to where one was, with a short cookie that says nothing", async () => {
    const person = browser();
    const stranger = await person.get("/deck/api/connections");
    expect(stranger.status).toBe(401);
    expect(problemSchema.parse(await stranger.json()).code).toBe("access.signIn");

    const back = "/deck/cn-shanghai/failures?group=x&period=7d";
    const { at } = await person.follow(signIn(back), `${url}/deck/cn-shanghai`);
    expect(at).toBe(url + back);
    expect(await whoIs(person)).toEqual({
      name: "Ada",
      operator: true,
      signOut: "/deck/auth/sign-out",
    });
    // The provider says by which id they own instances, of which there are none here.
    const own = await person.get("/deck/api/cn-shanghai/instances?owner=me&facets=whole");
    expect(await own.json()).toMatchObject({ total: 0, facets: { mine: 0 } });
    const session = sessionOf(person) ?? "";
    expect(session.length).toBeLessThan(1_000);
    expect(Buffer.from(session.split(".")[3] ?? "", "base64url").toString("latin1")).not.toContain(
      "ada",
    );
    expect(audit).toMatchObject([
      { action: "signIn", who: "ada@example.com", from: "127.0.0.1", result: "ok" },
    ]);
  });

  it("asks by PKCE, and for nothing that would be shown in an address", async () => {
    const { at } = await browser().follow(signIn(), provider.issuer);
    const asked = new URL(at).searchParams;
    expect(asked.get("code_challenge_method")).toBe("S256");
    expect(asked.get("response_type")).toBe("code");
    expect(asked.get("state")).not.toBe(asked.get("nonce"));
    expect(at).not.toContain(secret);
  });

  it("refuses whom the provider knows and the configuration does not", async () => {
    provider.signInAs = "eve";
    const person = browser();
    const { answer } = await person.follow(signIn());
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("Access denied");
    expect(sessionOf(person)).toBeUndefined();
    expect(audit).toMatchObject([{ action: "signIn", who: "eve", result: "refused" }]);
  });

  it.each<[string, NonNullable<AccessTree["oidc"]>["allow"], string[]]>([
    ["everybody", "everybody", ["ada", "eve"]],
    ["a group", { groups: ["ml-platform"] }, ["ada"]],
    ["an address", { emails: ["ADA@example.com"] }, ["ada"]],
    ["an address that is not known to be theirs", { emails: ["eve@example.com"] }, []],
    ["a subject", { subjects: ["eve"] }, ["eve"]],
    ["a domain or a subject", { domains: ["Example.com"], subjects: ["eve"] }, ["ada", "eve"]],
    ["a part of a domain", { domains: ["xample.com"] }, []],
  ])("lets in by %s whom it says", async (_by, allow, expected) => {
    const { oidc } = createAccess(accessOf(allow), {
      basePath: "/deck",
      fetch: ask,
      now: () => clock,
    });
    const admitted: string[] = [];
    for (const who of ["ada", "eve"]) {
      provider.signInAs = who;
      const started = await oidc?.start("/deck/");
      const { at } = await browser().follow(started?.location ?? "", callback());
      const cookieOf = (name: string) =>
        name === started?.cookie.name ? started.cookie.value : undefined;
      const result = await oidc?.finish(new URL(at).searchParams, cookieOf);
      if (result?.outcome === "signedIn") admitted.push(result.identity.subject);
      else expect(result?.outcome).toBe("refused");
    }
    expect(admitted).toEqual(expected);
  });

  it.each([
    "https://evil.example/",
    "//evil.example/x",
    "/\\evil.example",
    "/deck/../../x",
    "/deck/%2e%2e//evil.example",
    "/other",
    "javascript:alert(1)",
    "/deck/auth/sign-in?return=/",
    "\t//evil.example",
  ])("sends nobody to %s", async (back) => {
    const { at } = await browser().follow(signIn(back));
    expect(at).toBe(`${url}/deck/`);
  });

  it("takes an answer once, and only from the browser that asked", async () => {
    const person = browser();
    const { at } = await person.follow(signIn(), callback());
    expect((await browser().ask(at)).status).toBe(401);
    const flow = new Map(person.jar);
    expect((await person.ask(at)).status).toBe(302);
    // The cookie is gone; and with a copy of it the provider knows the code as used.
    expect((await person.ask(at)).status).toBe(401);
    for (const [name, value] of flow) person.jar.set(name, value);
    expect((await person.ask(at)).status).toBe(401);
  });

  it("takes no answer that comes too late", async () => {
    const person = browser();
    const { at } = await person.follow(signIn(), callback());
    clock += 11 * 60_000;
    expect((await person.ask(at)).status).toBe(401);
  });

  it("takes no answer for another attempt's state", async () => {
    const person = browser();
    const one = await person.follow(signIn(), callback());
    const two = await person.follow(signIn(), callback());
    const mixed = new URL(one.at);
    mixed.searchParams.set("state", new URL(two.at).searchParams.get("state") ?? "");
    expect((await person.ask(mixed.href)).status).toBe(401);
    expect(sessionOf(person)).toBeUndefined();
  });

  it("knows the provider's new keys at once", async () => {
    await browser().follow(signIn(), home());
    provider.rotateKeys();
    const person = browser();
    await person.follow(signIn(), home());
    expect(await whoIs(person)).toMatchObject({ name: "Ada" });
  });

  it("takes no token that was made for another sign-in, another client, or by another key", async () => {
    const idTokens: string[] = [];
    const stealing = async (address: string, answer: Response) => {
      if (!address.endsWith("/token")) return answer;
      const body = await answer.json();
      idTokens.push(body.id_token);
      return Response.json(body);
    };
    tampered = stealing;
    await browser().follow(signIn(), home());
    const [stolen = ""] = idTokens;
    const parts = stolen.split(".");
    const forClient = (aud: string) => {
      const claims = JSON.parse(Buffer.from(parts[1] ?? "", "base64url").toString());
      return [
        parts[0],
        Buffer.from(JSON.stringify({ ...claims, aud })).toString("base64url"),
        parts[2],
      ].join(".");
    };
    for (const token of [
      stolen,
      forClient("other"),
      `${parts[0]}.${parts[1]}.${"A".repeat(342)}`,
    ]) {
      tampered = async (address, answer) =>
        address.endsWith("/token")
          ? Response.json({ ...(await answer.json()), id_token: token })
          : answer;
      const person = browser();
      const { answer } = await person.follow(signIn());
      expect(answer.status).toBe(401);
      expect(sessionOf(person)).toBeUndefined();
    }
    expect(audit.at(-1)).toMatchObject({ action: "signIn", result: "failed" });
  });

  it("takes no real token of another client", async () => {
    const person = browser();
    const asOther = await fetchTokenOfOther();
    tampered = async (address, answer) =>
      address.endsWith("/token")
        ? Response.json({ ...(await answer.json()), id_token: asOther })
        : answer;
    const { answer } = await person.follow(signIn());
    expect(answer.status).toBe(401);
    expect(await answer.text()).toMatch(/Reason: .*(aud|nonce|claim)/i);
  });

  it("says that the provider does not answer, and signs in once it does", async () => {
    clock += hour;
    tampered = async () => new Response("down", { status: 503 });
    expect((await browser().ask(signIn())).status).toBe(502);
    tampered = null;
    const person = browser();
    await person.follow(signIn(), home());
    expect(await whoIs(person)).toMatchObject({ name: "Ada" });
  });
});

describe("a session", () => {
  it("goes on while it is used, and ends when it is not, or after its whole time", async () => {
    const person = browser();
    await person.follow(signIn(), home());
    const first = sessionOf(person);
    for (let hours = 3; hours < 12; hours += 3) {
      clock += 3 * hour;
      expect((await person.get("/deck/api/connections")).status).toBe(200);
    }
    expect(sessionOf(person)).not.toBe(first);
    clock += 3.5 * hour;
    expect((await person.get("/deck/api/connections")).status).toBe(401);

    const other = browser();
    await other.follow(signIn(), home());
    clock += 4.1 * hour;
    expect((await other.get("/deck/api/connections")).status).toBe(401);
  });

  it("ends here and with the provider", async () => {
    const person = browser();
    await person.follow(signIn(), home());
    const out = await person.ask(`${url}/deck/auth/sign-out`, { method: "POST" });
    const { location } = await out.json();
    expect(location).toContain(provider.issuer);
    expect(location).toContain(encodeURIComponent(`${url}/deck/auth/signed-out`));
    expect(audit.at(-1)).toMatchObject({ action: "signOut", who: "ada@example.com" });
    expect(sessionOf(person)).toBeUndefined();
    expect((await person.get("/deck/api/connections")).status).toBe(401);
    expect((await person.get("/deck/auth/signed-out")).status).toBe(200);
  });

  it("is not ended by a page of another site", async () => {
    const person = browser();
    await person.follow(signIn(), home());
    const foreign = { method: "POST", headers: { "sec-fetch-site": "cross-site" } };
    expect((await person.ask(`${url}/deck/auth/sign-out`, foreign)).status).toBe(403);
    expect(sessionOf(person)).toBeDefined();
  });

  it("costs no call of the service while nobody is signed in", async () => {
    const before = emulator.calls.total;
    const stranger = browser();
    for (const path of [
      "instances",
      "instances/dsw-x",
      "failures",
      "exports/instances?format=csv",
    ]) {
      expect((await stranger.get(`/deck/api/cn-shanghai/${path}`)).status).toBe(401);
    }
    expect(emulator.calls.total).toBe(before);
  });
});

/** An ID token that the provider made for somebody else's program, as that one got it. */
async function fetchTokenOfOther(): Promise<string> {
  const person = browser();
  const ask = new URL(`${provider.issuer}/auth`);
  const verifier = "v".repeat(43);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  ask.search = new URLSearchParams({
    client_id: "other",
    response_type: "code",
    scope: "openid",
    redirect_uri: callback(),
    nonce: "n",
    code_challenge: Buffer.from(digest).toString("base64url"),
    code_challenge_method: "S256",
  }).toString();
  const { at } = await person.follow(ask.href, callback());
  const answer = await fetch(`${provider.issuer}/token`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`other:${encodeURIComponent(secret)}`).toString("base64")}`,
    },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: new URL(at).searchParams.get("code") ?? "",
      redirect_uri: callback(),
      code_verifier: verifier,
    }),
  });
  return (await answer.json()).id_token;
}
