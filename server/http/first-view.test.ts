import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "./app";

const root = mkdtempSync(join(tmpdir(), "snapdeck-first-view-"));
const style = ".first{color:red}";
const script = "document.documentElement.dataset.first=1";
let app: ReturnType<typeof createApp>;

beforeAll(() => {
  writeFileSync(
    join(root, "index.html"),
    `<!doctype html><html lang="en"><head><base href="/" /><title>Snapdeck</title>
    <script src="./theme.js"></script>
    <link rel="stylesheet" crossorigin href="./assets/all.css">
  </head><body><div id="root"></div></body></html>`,
  );
  const pages = (language: string) => ({
    frame: `<p>${language} frame</p>`,
    instance: `<p>${language} {instance} of {connection}</p>`,
    failures: `<p>${language} failures</p>`,
  });
  writeFileSync(
    join(root, "first-views.json"),
    JSON.stringify({
      pages: { en: pages("en"), "zh-CN": pages("zh") },
      noScript: { en: "<p>scripts</p>", "zh-CN": "<p>脚本</p>" },
      style,
      script,
    }),
  );
  app = createApp({ connections: [], webRoot: root });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const ask = async (path: string, headers: Record<string, string> = {}) => {
  const response = await app.request(`http://localhost${path}`, {
    headers: { "sec-fetch-dest": "document", ...headers },
  });
  return { response, html: await response.text() };
};

describe("what a page shows before there is any script", () => {
  it("stands in it, out of reach, with its own style sheet before it and the whole one behind", async () => {
    const { response, html } = await ask("/cn-1/instances/dsw-1");
    expect(html).toContain(
      '<noscript><p>scripts</p></noscript><div id="root" aria-busy="true"><div class="contents" data-first-view inert aria-hidden="true"><p>en dsw-1 of cn-1</p></div></div>',
    );
    expect(html.indexOf(`<style>${style}</style>`)).toBeLessThan(html.indexOf("<body>"));
    expect(html.indexOf("all.css")).toBeGreaterThan(html.indexOf("en dsw-1"));
    expect(html).toContain(`<script>${script}</script>`);
    expect(html).not.toContain("theme.js");
    // The policy names that style sheet and that script, and no others.
    const policy = response.headers.get("content-security-policy");
    expect(policy).toContain(
      `script-src 'self' ${hashOf(script)}; style-src 'self' ${hashOf(style)};`,
    );
  });

  it.each([
    ["the link's", "/?lang=zh-CN", { "accept-language": "en" }, "zh"],
    ["the reader's choice", "/", { cookie: "snapdeck_language=zh-CN" }, "zh"],
    ["what the browser wants", "/", { "accept-language": "zh-TW" }, "zh"],
    ["English for a choice there is not", "/", { cookie: "snapdeck_language=%22%3E" }, "en"],
  ])("is in %s language", async (_what, path, headers, language) => {
    expect((await ask(path, headers)).html).toContain(`<p>${language} frame</p>`);
  });

  it("has no text of an address that is no id", async () => {
    const { html } = await ask("/cn-1/instances/%3Cb%3E");
    expect(html).toContain("<p>en frame</p>");
    expect(html).not.toContain("<b>");
  });

  it("is the frame alone where the address asks for another look", async () => {
    expect((await ask("/cn-1/failures?period=30d")).html).toContain("<p>en failures</p>");
    expect((await ask("/cn-1/failures?by=push")).html).toContain("<p>en frame</p>");
    expect((await ask("/a/b/c/d")).html).toContain("<p>en frame</p>");
  });

  it("is not for whoever reads the page for its preview", async () => {
    const html = await (await app.request("http://localhost/cn-1/failures")).text();
    expect(html).toContain('<div id="root"></div>');
  });
});

describe("what a page's head asks for", () => {
  const visit = encodeURIComponent("2026-11-30T09:00:00.000Z Asia/Shanghai");

  it.each([
    [
      "failures, once the browser has told its zone",
      "/cn-1/failures",
      `snapdeck_visit=${visit}`,
      1,
    ],
    ["no failures at the first visit", "/cn-1/failures", "", 0],
    ["no failures for what is no visit", "/cn-1/failures", "snapdeck_visit=%22%3E%3Cscript", 0],
  ])("%s", async (_what, path, cookie, times) => {
    const { html } = await ask(path, { cookie });
    const asked = [...html.matchAll(/href="(\/api\/cn-1\/failures\?[^"]*)"/g)];
    expect(asked).toHaveLength(times);
    for (const [, href = ""] of asked) {
      expect(href).toContain("&amp;since=2026-11-30T09%3A00%3A00.000Z&amp;zone=Asia%2FShanghai");
    }
    // The page's own, and none that the cookie brought along.
    expect(html.match(/<script/g)).toHaveLength(1);
  });
});
