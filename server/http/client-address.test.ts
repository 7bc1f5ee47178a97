import fc from "fast-check";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { parseAddressRange } from "../config/address-ranges";
import type { Client } from "../routes/client";
import { createApp } from "./app";
import { rememberClient, trustedRanges } from "./client-address";

const trusted = trustedRanges(["10.0.0.0/8", "fd00::/8", "::1"]);
const app = new Hono()
  .use(rememberClient(trusted, (host) => host !== "evil.example.com"))
  .get("/", (c) => c.json(c.get("client")));

/** Whom a request is taken to be from that reaches us from a peer with such headers. */
async function client(remoteAddress: string, headers: Record<string, string> = {}, tls?: boolean) {
  const socket = { remoteAddress, ...(tls ? { encrypted: true } : {}) };
  const response = await app.request("http://deck/", { headers }, { incoming: { socket } });
  const answer: Client = await response.json();
  return answer;
}
const ofList = async (peer: string, list: string) =>
  (await client(peer, { "x-forwarded-for": list })).address;

describe("a request's client", () => {
  it("is the peer, unless that is a trusted proxy", async () => {
    const claims = {
      "x-forwarded-for": "192.0.2.1",
      "x-forwarded-proto": "https",
      "x-forwarded-host": "deck.example.com",
    };
    const own = { secure: false, host: "deck" };
    expect(await client("192.0.2.9", claims)).toEqual({
      address: "192.0.2.9",
      peer: "192.0.2.9",
      ...own,
    });
    expect(await client("::ffff:192.0.2.9", {}, true)).toMatchObject({
      address: "192.0.2.9",
      secure: true,
    });
    expect(await client("::ffff:10.1.2.3", claims)).toEqual({
      address: "192.0.2.1",
      peer: "10.1.2.3",
      secure: true,
      host: "deck.example.com",
    });
  });

  it.each([
    ["10.0.0.1", "203.0.113.5, 192.0.2.1", "192.0.2.1"],
    ["10.0.0.1", "203.0.113.5, 192.0.2.1, 10.0.0.2, fd00::7", "192.0.2.1"],
    ["10.0.0.1", "10.0.0.3, 10.0.0.2", "10.0.0.3"],
    ["::1", "192.0.2.1:4711", "192.0.2.1"],
    ["::1", "[2001:db8::1]:4711", "2001:db8::1"],
    ["::1", "2001:DB8:0::1", "2001:db8::1"],
    ["::1", "192.0.2.1, unknown, 10.0.0.2", "10.0.0.2"],
    ["::1", "192.0.2.1, 0x7f.1", "::1"],
    ["::1", "192.0.2.1,", "::1"],
    ["::1", "", "::1"],
    ["10.0.0.1", "fe80::1%eth0", "fe80::1%eth0"],
  ])("behind %s that passes on %j is %s", async (peer, list, expected) => {
    expect(await ofList(peer, list)).toBe(expected);
  });

  it("has the scheme and host that the outermost trusted proxy was asked for", async () => {
    const at = (more: Record<string, string>) =>
      client("10.0.0.1", { "x-forwarded-for": "192.0.2.9, 192.0.2.1, 10.0.0.2", ...more });
    expect(await at({ "x-forwarded-proto": "http, HTTPS, http" })).toMatchObject({ secure: true });
    expect(await at({ "x-forwarded-proto": "https, http, http" })).toMatchObject({ secure: false });
    expect(await at({ "x-forwarded-proto": "https" })).toMatchObject({ secure: true });
    expect(await at({ "x-forwarded-host": "evil.example.com" })).toMatchObject({ host: "deck" });
    expect(await at({ "x-forwarded-host": "a/b" })).toMatchObject({ host: "deck" });
  });

  const wild = fc.oneof(
    fc.stringMatching(/^[\x21-\x7e]{0,40}$/),
    fc.ipV4(),
    fc.ipV6(),
    fc.constantFrom("", "10.0.0.9", "127.0.0.1", "unknown", "_hidden", "[::1]:1", ",", "::ffff:1"),
  );
  const header = fc.array(wild, { maxLength: 6 }).map((parts) => parts.join(", "));

  it("cannot be chosen by the client, whatever it sends", async () => {
    await fc.assert(
      fc.asyncProperty(
        header,
        fc.array(fc.constantFrom("10.1.1.1", "::ffff:10.2.2.2", "fd12::1"), { maxLength: 3 }),
        fc.constantFrom("192.0.2.77", "2001:db8::77"),
        async (sent, proxies, from) => {
          // The last proxy is the peer; every proxy has added whom it had the request from.
          const list = [sent, from, ...proxies].join(", ");
          expect(await ofList("fd00::1", list)).toBe(from);
          const direct = { "x-forwarded-for": sent, "x-forwarded-proto": sent };
          expect(await client(from, { ...direct, "x-forwarded-host": sent })).toEqual({
            address: from,
            peer: from,
            secure: false,
            host: "deck",
          });
        },
      ),
    );
  });
});

it("is told to the app's routes by the configured proxies alone", async () => {
  const clients: unknown[] = [];
  const probed = createApp({ connections: [], trustedProxies: ["10.0.0.1"] });
  probed.get("/probe", (c) => c.json(clients.push(c.get("client").address)));
  const headers = { "x-forwarded-for": "192.0.2.1" };
  for (const remoteAddress of ["10.0.0.1", "127.0.0.1"])
    await probed.request("/probe", { headers }, { incoming: { socket: { remoteAddress } } });
  expect(clients).toEqual(["192.0.2.1", "127.0.0.1"]);
});

it.each(["", "10", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "::/129", "::ffff:10.0.0.0/40"])(
  "%j is no range of addresses",
  (text) => {
    expect(parseAddressRange(text)).toBeNull();
    expect(() => trustedRanges([text])).toThrow("neither an address nor a CIDR");
  },
);
