import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emulatorConnection } from "../connections/emulator-connection.testing";
import type { OpenConnection } from "../connections/open-connection";
import { type Emulator, startEmulator } from "../emulator/index";
import { createApp } from "./app";

const basePath = "/tools/snap.deck";
const root = mkdtempSync(join(tmpdir(), "snapdeck-base-"));
let emulator: Emulator;
let open: OpenConnection;
let app: ReturnType<typeof createApp>;

beforeAll(async () => {
  mkdirSync(join(root, "assets"));
  writeFileSync(
    join(root, "index.html"),
    '<!doctype html><html lang="en"><head><base href="/" /><title>Snapdeck</title></head></html>',
  );
  writeFileSync(join(root, "theme.js"), "theme");
  writeFileSync(join(root, "assets", "a-1.js"), "hashed");
  writeFileSync(join(root, "assets", "a-1.js.br"), "in Brotli");
  writeFileSync(join(root, "assets", "a-1.js.gz"), "in gzip");
  const chunk = (file: string, ...imports: string[]) => ({ file: `assets/${file}`, imports });
  writeFileSync(
    join(root, "chunks.json"),
    JSON.stringify({
      "i18n/en.ts": chunk("en-1.js"),
      "i18n/zh-CN.ts": chunk("zh-1.js"),
      "pages/ConnectionPage.tsx": chunk("connection-1.js", "_shared.js"),
      "pages/AtRiskPage.tsx": chunk("risk-1.js", "_shared.js"),
      "pages/FailuresPage.tsx": chunk("failures-1.js", "_shared.js", "_charts.js"),
      "_shared.js": chunk("shared-1.js"),
      "_charts.js": chunk("charts-1.js", "_shared.js"),
    }),
  );
  emulator = await startEmulator();
  open = emulatorConnection(emulator);
  app = createApp({ connections: [open], webRoot: root, basePath });
});
afterAll(async () => {
  await open.client.close();
  await emulator.close();
  rmSync(root, { recursive: true, force: true });
});

const ask = async (path: string, init: RequestInit = {}) => {
  const response = await app.request(`http://localhost${path}`, init);
  return { response, text: await response.text() };
};

describe("under a base path", () => {
  it.each(["/", "/index.html", "/cn-shanghai/failures?period=30d", "/no/such/page/at/all"])(
    "the page at %j says where it is served",
    async (path) => {
      const { response, text } = await ask(`${basePath}${path}`);
      expect(response.status).toBe(200);
      expect(text).toContain(`<base href="${basePath}/" />`);
      expect(response.headers.get("cache-control")).toBe("no-cache");
      expect(response.headers.get("content-security-policy")).toContain("base-uri 'self'");
    },
  );

  it("a page's title is read from the path below the base", async () => {
    const { text } = await ask(`${basePath}/cn-shanghai/failures`);
    expect(text).toContain("<title>Failures in cn-shanghai · Snapdeck</title>");
  });

  it("files are served, hashed ones to be kept", async () => {
    const theme = await ask(`${basePath}/theme.js`);
    expect(theme.text).toBe("theme");
    expect(theme.response.headers.get("cache-control")).toBe("no-cache");
    const asset = await ask(`${basePath}/assets/a-1.js`);
    expect(asset.text).toBe("hashed");
    expect(asset.response.headers.get("cache-control")).toContain("immutable");
    expect((await ask(`${basePath}/assets/gone.js`)).response.status).toBe(404);
  });

  it.each([
    ["br, gzip", "br", "in Brotli"],
    ["gzip", "gzip", "in gzip"],
    ["", null, "hashed"],
  ])(
    "a file is sent as it was compressed by the build to who accepts %j",
    async (accepted, encoding, sent) => {
      const { response, text } = await ask(`${basePath}/assets/a-1.js`, {
        headers: { "accept-encoding": accepted },
      });
      expect(response.headers.get("content-encoding")).toBe(encoding);
      expect(response.headers.get("vary")?.toLowerCase() ?? "").toContain(
        encoding === null ? "" : "accept-encoding",
      );
      expect(text).toBe(sent);
    },
  );

  it("the page's scripts are named in its head, and no other page's", async () => {
    const scripts = async (path: string, language: string) => {
      const { text } = await ask(`${basePath}${path}`, {
        headers: { "accept-language": language },
      });
      return [...text.matchAll(/rel="modulepreload" crossorigin href="\.\/assets\/(\w+)/g)]
        .map(([, name]) => name)
        .sort();
    };
    expect(await scripts("/cn-shanghai/failures?by=instance", "en")).toEqual([
      "charts",
      "en",
      "failures",
      "shared",
    ]);
    expect(await scripts("/cn-shanghai/at-risk", "zh-CN")).toEqual(["risk", "shared", "zh"]);
    expect(await scripts("/no/such/page/at/all", "en")).toEqual(["en"]);
  });

  it("its first data is named in its head too, for a browser", async () => {
    const reads = async (path: string, headers: Record<string, string>) =>
      [
        ...(await ask(`${basePath}${path}`, { headers })).text.matchAll(
          /rel="preload" as="fetch" crossorigin href="([^"]+)"/g,
        ),
      ].map(([, href]) => href);
    const browser = { "sec-fetch-dest": "document" };
    expect(await reads("/cn-shanghai/instances?q=a%26b&page=2&hide=gpu", browser)).toEqual([
      `${basePath}/api/connections`,
      `${basePath}/api/cn-shanghai/instances?page=2&amp;size=20&amp;sort=modified&amp;order=desc&amp;q=a%26b`,
    ]);
    expect(await reads("/cn-shanghai/failures", browser)).toEqual([`${basePath}/api/connections`]);
    expect(await reads("/cn-shanghai/instances", {})).toEqual([]);
  });

  it("an unchanged page is not sent again", async () => {
    const first = await ask(`${basePath}/cn-shanghai/failures`);
    const etag = first.response.headers.get("etag") ?? "";
    expect(etag).not.toBe("");
    const again = await ask(`${basePath}/cn-shanghai/failures`, {
      headers: { "if-none-match": etag },
    });
    expect([again.response.status, again.text]).toEqual([304, ""]);
    const other = await ask(`${basePath}/cn-shanghai/at-risk`, {
      headers: { "if-none-match": etag },
    });
    expect(other.response.status).toBe(200);
  });

  it("the API answers, and knows what it does not have", async () => {
    const { response, text } = await ask(`${basePath}/api/connections`);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(JSON.parse(text)).toMatchObject({ items: [{ id: "cn-shanghai" }] });
    const unknown = await ask(`${basePath}/api/no/such`);
    expect(unknown.response.status).toBe(404);
    expect(JSON.parse(unknown.text)).toMatchObject({ code: "route.unknown" });
    const writing = await ask(`${basePath}/api/connections`, { method: "POST" });
    expect(writing.response.status).toBe(405);
  });

  it.each(["/healthz", "/readyz", `${basePath}/healthz`, `${basePath}/readyz`])(
    "probes find %s",
    async (path) => {
      const { response } = await ask(path);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toContain("application/json");
    },
  );

  it("the bare path leads to the page with its query", async () => {
    for (const method of ["GET", "HEAD"]) {
      const { response } = await ask(`${basePath}?lang=zh-CN&q=a%20b`, { method });
      expect(response.status).toBe(308);
      expect(response.headers.get("location")).toBe(`${basePath}/?lang=zh-CN&q=a%20b`);
    }
  });

  it.each([
    "/",
    "/tools",
    "/tools/",
    "/tools/snap.decks",
    "/tools/snapxdeck/",
    "/TOOLS/snap.deck/",
    "/api/connections",
    "/assets/a-1.js",
    "/theme.js",
    "/cn-shanghai/failures",
    `${basePath}/../../theme.js`,
  ])("%s is outside, and nothing", async (path) => {
    const { response, text } = await ask(path);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
    expect(text).toBe("404 Not Found");
  });

  it("hosts that are not served stay so", async () => {
    const headers = { host: "evil.example" };
    for (const path of [basePath, `${basePath}/`, `${basePath}/api/connections`, "/"]) {
      expect((await ask(path, { headers })).response.status).toBe(421);
    }
  });
});
