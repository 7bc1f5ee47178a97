import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { onError } from "../problems/problem";
import { createApp } from "./app";
import { boundedBody } from "./guards";

const app = createApp({ connections: [] });
const ask = (path: string, headers: Record<string, string>) =>
  app.request(`http://localhost${path}`, { headers });

const followedLink = {
  "sec-fetch-mode": "navigate",
  "sec-fetch-dest": "document",
  "sec-fetch-user": "?1",
};

describe("a request that a page of another site makes", () => {
  it.each(["cross-site", "same-site", "a word of the future"])("is refused: %s", async (site) => {
    const headers = { "sec-fetch-site": site, "sec-fetch-mode": "no-cors" };
    const response = await ask("/api/connections", headers);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: "origin.refused" });
  });

  it.each(["mode", "dest", "user"])(
    "is refused as a navigation without its %s",
    async (missing) => {
      const headers = new Headers({ ...followedLink, "sec-fetch-site": "cross-site" });
      headers.delete(`sec-fetch-${missing}`);
      expect((await ask("/api/connections", Object.fromEntries(headers))).status).toBe(403);
    },
  );

  it("reaches neither a connection nor the index, whatever the address", async () => {
    for (const path of ["/api/failures", "/api/c/exports/instances", "/api/nowhere"]) {
      const response = await ask(path, { "sec-fetch-site": "cross-site" });
      expect(await response.json()).toMatchObject({ code: "origin.refused" });
    }
  });
});

describe("a request that Snapdeck's page, a person or a tool makes", () => {
  it.each([
    ["the page", { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" }],
    ["an address typed in", { "sec-fetch-site": "none", ...followedLink }],
    ["a link followed from another site", { "sec-fetch-site": "cross-site", ...followedLink }],
    ["a tool", {}],
  ])("is answered: %s", async (_who, headers) => {
    expect((await ask("/api/connections", headers)).status).toBe(200);
  });

  it("may be a probe of another site: health tells nothing and costs nothing", async () => {
    expect((await ask("/healthz", { "sec-fetch-site": "cross-site" })).status).toBe(200);
  });
});

describe("every answer", () => {
  it("keeps other sites from framing, opening and embedding it", async () => {
    const headers = Object.fromEntries((await ask("/healthz", {})).headers);
    expect(headers).toMatchObject({
      "content-security-policy":
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "x-frame-options": "DENY",
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
    });
    // Over plain HTTP browsers ignore it, and behind a proxy it is the proxy's to say.
    expect(headers).not.toHaveProperty("strict-transport-security");
  });

  it("asks for HTTPS from then on where the server speaks it itself", async () => {
    const answer = await createApp({ connections: [], terminatesTls: true }).request("/healthz");
    expect(answer.headers.get("strict-transport-security")).toBe("max-age=31536000");
  });
});

describe("a request that is too large", () => {
  it("is refused by its address", async () => {
    const response = await ask(`/api/connections?x=${"x".repeat(8 * 1024)}`, {});
    expect(response.status).toBe(414);
    expect(await response.json()).toMatchObject({ code: "input.addressTooLong" });
  });

  it("is refused by a body that a read has no use for", async () => {
    for (const header of [{ "content-length": "1" }, { "transfer-encoding": "chunked" }]) {
      const response = await ask("/api/connections", header);
      expect(response.status).toBe(413);
      expect(await response.json()).toMatchObject({ code: "input.bodyTooLarge" });
    }
  });

  it("is refused by a body over 64 KiB, also one that does not say so", async () => {
    const writing = new Hono()
      .onError(onError)
      .use(...boundedBody)
      .post("/", async (c) => c.text(String((await c.req.text()).length)));
    const send = (body: string, headers: Record<string, string> = {}) =>
      writing.request("/", { method: "POST", body, headers });
    expect(await (await send("x".repeat(64 * 1024))).text()).toBe(String(64 * 1024));
    const large = "x".repeat(64 * 1024 + 1);
    expect((await send(large)).status).toBe(413);
    expect((await send(large, { "content-length": String(large.length) })).status).toBe(413);
  });
});
