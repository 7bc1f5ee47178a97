import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { matchRoutes } from "react-router";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { patterns } from "../../web/paths/paths";
import { createAccess } from "../access/access";
import { emulatorConnection } from "../connections/emulator-connection.testing";
import type { OpenConnection } from "../connections/open-connection";
import type { CallOptions } from "../dsw";
import {
  documentedInstanceId,
  documentedSnapshotId,
  type Emulator,
  parseFault,
  startEmulator,
} from "../emulator/index";
import { createApp } from "./app";
import { linkPreview, linkPreviewHead, type Place, placeOf } from "./link-preview";
import { readPreviewNames } from "./link-preview-names";

const hostile = ['"><script>alert(1)</script>', "'onload='x", "a&b", "<!--", "</title><b>", "$&$1"];

/** The routes as web/routes.tsx nests them. */
const routes = [
  { id: "failures", path: patterns.failures },
  {
    id: "instances",
    path: patterns.connection,
    children: [
      { id: "instances/index", path: patterns.instances },
      { id: "failures/one", path: patterns.failures },
      { id: "atRisk", path: patterns.atRisk },
      { id: "atRisk/former", path: patterns.formerAtRisk },
      {
        id: "instance",
        path: patterns.instance,
        children: [{ id: "snapshot", path: patterns.snapshot }],
      },
      { id: "compare", path: patterns.compare },
    ],
  },
];

describe("an address", () => {
  it.each([
    ["/cn-shanghai", "Instances in cn-shanghai", "实例 · cn-shanghai"],
    ["/cn-shanghai/instances", "Instances in cn-shanghai", "实例 · cn-shanghai"],
    ["/cn-shanghai/instances/", "Instances in cn-shanghai", "实例 · cn-shanghai"],
    ["/cn-shanghai/instances/dsw-1", "Instance dsw-1 in cn-shanghai", "实例 dsw-1 · cn-shanghai"],
    [
      "/cn-shanghai/instances/dsw-1/snapshots/snp-2",
      "Snapshot snp-2 of instance dsw-1 in cn-shanghai",
      "快照 snp-2 · 实例 dsw-1 · cn-shanghai",
    ],
    [
      "/cn-shanghai/instances/dsw-1/compare",
      "Compare snapshots of instance dsw-1 in cn-shanghai",
      "对比快照 · 实例 dsw-1 · cn-shanghai",
    ],
    ["/cn-shanghai/failures", "Failures in cn-shanghai", "推送失败 · cn-shanghai"],
    ["/failures", "Failures in all connections", "推送失败 · 全部连接"],
    ["/cn-shanghai/at-risk", "Instances at risk in cn-shanghai", "恢复风险 · cn-shanghai"],
    ["/cn-shanghai/recoverability", "Instances at risk in cn-shanghai", "恢复风险 · cn-shanghai"],
    ["/", "Snapdeck", "Snapdeck"],
    ["/cn-shanghai/volumes", "Snapdeck", "Snapdeck"],
    ["/cn-shanghai/instances/dsw-1/snapshots", "Snapdeck", "Snapdeck"],
    ["/cn-shanghai//instances", "Snapdeck", "Snapdeck"],
    ["/cn-shanghai/instances/%zz", "Snapdeck", "Snapdeck"],
    ["/cn-shanghai/instances/a%2Fb", "Snapdeck", "Snapdeck"],
    [`/cn-shanghai/instances/${"x".repeat(129)}`, "Snapdeck", "Snapdeck"],
  ])("%s tells what it is about", (path, en, zh) => {
    expect(linkPreview(placeOf(path), "en").title).toBe(en);
    expect(linkPreview(placeOf(path), "zh-CN").title).toBe(zh);
  });

  it.each(hostile)("with the id %s is nobody's", (id) => {
    const part = encodeURIComponent(id);
    expect(placeOf(`/${part}/instances`)).toBeNull();
    expect(placeOf(`/cn-shanghai/instances/${part}/snapshots/${part}`)).toBeNull();
  });

  it("means the same to the browser's router", () => {
    const word = fc.constantFrom(
      ...["failures", "Failures", "instances", "snapshots", "compare", "at-risk", "recoverability"],
      ...["cn-shanghai", "dsw-1", "snp%2D1", "SNP_2.x", "volumes"],
    );
    const path = fc
      .tuple(fc.array(word, { maxLength: 6 }), fc.constantFrom("", "/"))
      .map(([parts, end]) => `/${parts.join("/")}${parts.length > 0 ? end : ""}`);
    fc.assert(
      fc.property(path, (pathname) => {
        const leaf = matchRoutes(routes, pathname)?.at(-1);
        const place = placeOf(pathname);
        expect(place?.section).toBe(leaf?.route.id.split("/")[0]);
        expect({
          connection: place?.connection ?? undefined,
          instanceId: place?.instanceId ?? undefined,
          snapshotId: place?.snapshotId ?? undefined,
        }).toEqual({
          connection: leaf?.params.connection,
          instanceId: leaf?.params.instanceId,
          snapshotId: leaf?.params.snapshotId,
        });
      }),
      { numRuns: 2000 },
    );
  });
});

describe("the head's elements", () => {
  const place: Place = {
    section: "snapshot",
    connection: "cn-shanghai",
    instanceId: "dsw-1",
    snapshotId: "snp-2",
  };

  it("name what the account told, and the ids beside it", () => {
    const told = {
      instance: { name: "training", status: "Running" },
      snapshot: { name: "env-v3", status: "Failed" },
    };
    expect(linkPreviewHead(linkPreview(place, "en", told))).toMatchInlineSnapshot(`
      "<title>Snapshot env-v3 (Failed) of instance training (Running) in cn-shanghai · Snapdeck</title>
          <meta property="og:title" content="Snapshot env-v3 (Failed) of instance training (Running) in cn-shanghai" />
          <meta property="og:description" content="An image snapshot of a PAI-DSW instance. · snp-2 · dsw-1" />
          <meta property="og:site_name" content="Snapdeck" />
          <meta property="og:type" content="website" />"
    `);
    expect(
      linkPreview(place, "en", {
        snapshot: { name: null, status: "Pushing" },
        instance: undefined,
      }),
    ).toEqual({
      title: "Snapshot snp-2 (Pushing) of instance dsw-1 in cn-shanghai",
      description: "An image snapshot of a PAI-DSW instance.",
    });
  });

  it("hold whatever text there is without becoming anything else", () => {
    const text = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(text, text, text, (id, name, status) => {
        const told = { instance: { name, status }, snapshot: { name, status } };
        const preview = linkPreview({ ...place, connection: id, snapshotId: id }, "en", told);
        const head = linkPreviewHead(preview);
        expect(head.match(/</g)).toHaveLength(6);
        expect(head.match(/>/g)).toHaveLength(6);
        expect(head.match(/"/g)).toHaveLength(16);
        expect(head).not.toContain("'");
        const [, shown = ""] = /og:title" content="([^"]*)"/.exec(head) ?? [];
        expect(textOf(shown)).toBe(preview.title);
      }),
    );
  });
});

const textOf = (html: string) =>
  html
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&");

describe("the page", () => {
  const root = mkdtempSync(join(tmpdir(), "snapdeck-preview-"));
  const address = `/cn-shanghai/instances/${documentedInstanceId}/snapshots/${documentedSnapshotId}`;
  let emulator: Emulator;
  let open: OpenConnection;

  beforeAll(async () => {
    writeFileSync(
      join(root, "index.html"),
      '<!doctype html><html lang="en"><head><base href="/" /><title>Snapdeck</title></head><body></body></html>',
    );
    emulator = await startEmulator();
    open = emulatorConnection(emulator);
  });
  afterEach(() => emulator.faults.set([]));
  afterAll(async () => {
    await open.client.close();
    await emulator.close();
    rmSync(root, { recursive: true, force: true });
  });

  const ask = async (path: string, headers = {}, mode: "address" | "names" = "address") => {
    const app = createApp({ connections: [open], webRoot: root, linkPreview: mode });
    const before = emulator.calls.total;
    const response = await app.request(`http://localhost${path}`, { headers });
    return { response, html: await response.text(), calls: emulator.calls.total - before };
  };

  it("tells the address alone, without a call, and is kept by nobody", async () => {
    const { response, html, calls } = await ask(address);
    expect(html).toContain(
      `<title>Snapshot ${documentedSnapshotId} of instance ${documentedInstanceId} in cn-shanghai · Snapdeck</title>`,
    );
    expect(calls).toBe(0);
    expect(response.headers.get("cache-control")).toBe("no-cache");
    expect(response.headers.get("vary")).toContain("accept-language");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it.each([
    ["zh-TW,en;q=0.8", "zh-CN"],
    ["fr;q=0.9,en;q=0.2,zh;q=0.5", "zh-CN"],
    ["zh;q=0,en", "en"],
    ["fr", "en"],
    ["*", "en"],
  ])("speaks the language wanted by %s", async (header, language) => {
    const { html } = await ask("/cn-shanghai/failures", { "accept-language": header });
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(
      language === "en" ? "Failures in cn-shanghai" : "推送失败 · cn-shanghai · Snapdeck",
    );
  });

  it("is the plain product's for hostile and for unknown addresses", async () => {
    for (const path of [
      "/",
      "/a/b/c/d/e/f/g",
      ...hostile.map((id) => `/cn-shanghai/instances/${encodeURIComponent(id)}`),
    ]) {
      const { html } = await ask(path);
      expect(html).toContain("<title>Snapdeck</title>");
      expect(html).toContain('<meta property="og:title" content="Snapdeck" />');
      expect(html).not.toContain("<script>");
    }
  });

  it("tells names and statuses where that is configured, and never a reason", async () => {
    const { html, calls } = await ask(address, {}, "names");
    expect(html).toContain("Snapshot training_data_env (Pushing) of instance training-data_dev");
    expect(html).toContain(documentedSnapshotId);
    expect(html).not.toContain("ImagePullBackOff");
    expect(html).not.toContain("Internal Error");
    expect(calls).toBe(2);
    // A browser reads them itself.
    expect((await ask(address, { "sec-fetch-dest": "document" }, "names")).calls).toBe(0);
    expect((await ask(address, { "sec-fetch-dest": "image" }, "names")).calls).toBe(0);
    // What has no name of its own costs nothing.
    expect((await ask("/cn-shanghai/failures", {}, "names")).calls).toBe(0);
    expect((await ask("/cn-nowhere/instances/dsw-1", {}, "names")).calls).toBe(0);
  });

  it("tells a stranger no names where people sign in, and asks nothing for him", async () => {
    const access = createAccess(
      {
        mode: "oidc",
        url: "http://localhost",
        oidc: { issuer: "http://localhost:1", clientId: "x", allow: "everybody" },
      },
      { basePath: "", fetch: () => Promise.reject(new Error("nobody is asked")), now: Date.now },
    );
    const app = createApp({ connections: [open], webRoot: root, linkPreview: "names", access });
    const before = emulator.calls.total;
    const shown = await app.request(`http://localhost${address}`);
    expect(await shown.text()).not.toContain("training");
    expect(emulator.calls.total).toBe(before);
    // Nor is his browser sent for what he would be refused.
    const read = await app.request(`http://localhost${address}`, {
      headers: { "sec-fetch-dest": "empty" },
    });
    expect(await read.text()).not.toContain('as="fetch"');
    // A person is led to where one signs in, and back from there.
    for (const headers of [
      { "sec-fetch-dest": "document" },
      { "upgrade-insecure-requests": "1" },
    ]) {
      const person = await app.request(`http://localhost${address}`, { headers });
      expect(person.status).toBe(302);
      expect(person.headers.get("location")).toBe(
        `/auth/sign-in?return=${encodeURIComponent(address)}`,
      );
    }
  });

  it("asks in the turn of whoever asked for the page, and no longer than they wait", async () => {
    const asked: CallOptions[] = [];
    const refuse = (o: CallOptions = {}) => {
      asked.push(o);
      return Promise.reject(new Error("not now"));
    };
    const client = {
      ...open.client,
      getInstance: (_id: string, o?: CallOptions) => refuse(o),
      getSnapshot: (_id: string, _snapshot: string, o?: CallOptions) => refuse(o),
    };
    const leaving = new AbortController();
    await readPreviewNames(new Map([["cn-shanghai", { client }]]), placeOf(address), 60_000, {
      client: "10.0.0.7",
      signal: leaving.signal,
    });
    expect(asked.map((o) => o.client)).toEqual(["10.0.0.7", "10.0.0.7"]);
    leaving.abort();
    expect(asked.map((o) => o.signal?.aborted)).toEqual([true, true]);
  });

  it("falls back to the address when the account does not tell, or not in time", async () => {
    const plain = `<title>Snapshot ${documentedSnapshotId} of instance ${documentedInstanceId} in cn-shanghai`;
    emulator.faults.set([parseFault("denied")]);
    const refused = await ask(address, {}, "names");
    expect(refused.response.status).toBe(200);
    expect(refused.html).toContain(plain);

    emulator.faults.set([parseFault("hang")]);
    // The client's own limits stand still, so nothing but the preview's ends the calls.
    const connections = new Map([["cn-shanghai", open]]);
    expect(await readPreviewNames(connections, placeOf(address), 100)).toEqual({});
  });
});
