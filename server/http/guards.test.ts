import { describe, expect, it } from "vitest";
import { createApp } from "./app";

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
