import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Config, ConfigError, readConfig } from "./config";

const path = "/etc/snapdeck/snapdeck.yaml";

/** Reads a configuration file beside variables of the environment and other files. */
function read(
  text: string,
  env: Record<string, string> = {},
  files: Record<string, string> = {},
): Config {
  const readText = (name: string) => {
    const found = { ...files, [path]: text }[name];
    if (found === undefined) throw new Error(`ENOENT: no such file, open '${name}'`);
    return found;
  };
  return readConfig({ SNAPDECK_CONFIG: path, ...env }, { fileExists: () => false, readText });
}

function mistakesOf(...given: Parameters<typeof read>): readonly string[] {
  try {
    read(...given);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
}

const whole = `
listen:
  host: 0.0.0.0
  port: 9000
  keepAliveSeconds: 620
  allowedHosts: [Deck.example.com]
  basePath: /tools/snapdeck
  trustedProxies: [10.0.0.0/8]
  tls: { cert: tls.crt, key: /tls/tls.key }
  limits: { rate: 5, burst: 50 }
access: { mode: open }
defaults:
  workspace: "1042"
  rate: 5
connections:
  - region: cn-hangzhou
  - id: research
    label: Research, Shanghai
    region: cn-shanghai
    endpoint: pai-dsw-vpc.cn-shanghai.aliyuncs.com
    workspace: ALL
    burst: 40
    credential:
      type: ramRole
      roleArn: acs:ram::1234567890123456:role/snapdeck
      base: { type: accessKey, id: { env: RESEARCH_ID }, secret: { file: secrets/research } }
index:
  databaseUrl: { env: DECK_DATABASE }
tls: { ca: ca.pem }
cacheMegabytes: 64
triage: { enabled: false }
linkPreview: names
log: { level: warn }
metrics: { enabled: true, path: /internal/metrics, token: { env: SCRAPE_TOKEN } }
causes:
  - { id: proxy, title: The proxy is down, pattern: proxy, advice: Restart it. }
views:
  - { name: Stuck, path: "/cn-hangzhou/failures?outcome=stuck" }
viewsFile: views.json
`;
const surroundings = [
  { RESEARCH_ID: "the-id", DECK_DATABASE: "postgres://db/deck", SCRAPE_TOKEN: "the-token" },
  { "/etc/snapdeck/secrets/research": "the-secret\n" },
] as const;

describe("a configuration file", () => {
  it("says all that the environment can, and several accounts", () => {
    const { causes, ...config } = read(whole, ...surroundings);
    expect(causes?.entries).toHaveLength(1);
    expect(config).toEqual({
      host: "0.0.0.0",
      port: 9000,
      keepAliveMs: 620_000,
      allowedHosts: ["deck.example.com"],
      access: { mode: "open" },
      trustedProxies: ["10.0.0.0/8"],
      tls: { cert: "/etc/snapdeck/tls.crt", key: "/tls/tls.key" },
      clientLimits: { rate: 5, burst: 50, connections: 200 },
      basePath: "/tools/snapdeck",
      connections: [
        {
          id: "cn-hangzhou",
          label: "cn-hangzhou",
          region: "cn-hangzhou",
          endpoint: null,
          imageEndpoint: null,
          workspace: "1042",
          rate: 5,
          burst: null,
          credential: { type: "default" },
        },
        {
          id: "research",
          label: "Research, Shanghai",
          region: "cn-shanghai",
          endpoint: "pai-dsw-vpc.cn-shanghai.aliyuncs.com",
          imageEndpoint: null,
          workspace: "ALL",
          rate: 5,
          burst: 40,
          credential: {
            type: "ramRole",
            roleArn: "acs:ram::1234567890123456:role/snapdeck",
            base: { type: "accessKey", id: "the-id", secret: "the-secret" },
          },
        },
      ],
      emulator: { workspace: "1042", rate: 5, burst: null },
      cacheBytes: 64 * 1024 * 1024,
      index: { databaseUrl: "postgres://db/deck", folder: null },
      causesFile: null,
      views: [
        {
          name: { en: "Stuck", "zh-CN": "Stuck" },
          path: "/cn-hangzhou/failures?outcome=stuck",
        },
      ],
      viewsFile: "/etc/snapdeck/views.json",
      triage: false,
      linkPreview: "names",
      outgoing: {
        httpProxy: null,
        httpsProxy: null,
        noProxy: "",
        caFile: "/etc/snapdeck/ca.pem",
      },
      log: { format: null, level: "warn" },
      metrics: { own: null, path: "/internal/metrics", token: "the-token" },
    });
  });

  it("may be JSON, or empty", () => {
    expect(read('{ "listen": { "port": 9001 } }').port).toBe(9001);
    expect(read("")).toEqual(readConfig({}, { fileExists: () => false }));
    expect(read("# nothing yet\n").connections).toEqual([]);
  });

  it("gives way to the environment, in every connection", () => {
    const env = { PORT: "80", DSW_WORKSPACE: "7", DSW_ENDPOINT: "gateway.example.com" };
    const { port, host, connections } = read(
      whole,
      { ...surroundings[0], ...env },
      surroundings[1],
    );
    expect([port, host]).toEqual([80, "0.0.0.0"]);
    expect(connections.map(({ workspace, endpoint }) => [workspace, endpoint])).toEqual([
      ["7", "gateway.example.com"],
      ["7", "gateway.example.com"],
    ]);
    const other = read(whole, { ...surroundings[0], DSW_REGIONS: "cn-beijing" }, surroundings[1]);
    expect(other.connections.map(({ id }) => id)).toEqual(["cn-beijing"]);
    // What the environment names is meant from where the server runs, not from the file's folder.
    expect(
      read(whole, { ...surroundings[0], SNAPDECK_VIEWS: "v.json" }, surroundings[1]).viewsFile,
    ).toBe("v.json");
  });

  it("has every mistake listed at once, with its line and what is expected", () => {
    const text = [
      "listen:",
      "  port: 99999",
      "  porch: 1",
      "connections:",
      "  - region: Hangzhou",
      "  - { region: cn-beijing, rate: 0, credential: { type: password } }",
      "  - region: cn-beijing",
      "  - region: cn-shanghai",
      "    credential: { type: accessKey, id: { env: NOT_SET }, secret: { file: not-there } }",
      "indexes: {}",
      "views: [{ name: x, path: https://evil.example.com }]",
    ].join("\n");
    expect(mistakesOf("listen:\n  trustedProxies: [10.0.0.1, 10.0.0.0/33]")).toEqual([
      `${path} line 2, listen.trustedProxies[1]: an IP address or a CIDR such as 10.0.0.0/8 is expected.`,
    ]);
    expect(mistakesOf("", { TLS_CERT: "/tls.crt" })).toEqual([
      `${path}, listen.tls.key: the path of a PEM file is expected: a certificate and its key belong together.`,
    ]);
    const mistakes = mistakesOf(text, { DSW_BURST: "many" });
    expect(mistakes.toSorted()).toEqual(
      [
        `${path} line 2, listen.port: a port from 0 to 65535 is expected.`,
        `${path} line 3, listen.porch: there is no such setting.`,
        `${path} line 5, connections[0].region: a region id such as cn-hangzhou is expected.`,
        `${path} line 6, connections[1].rate: a number above 0, at most 1000, is expected.`,
        `${path} line 6, connections[1].credential.type: default, accessKey, profile, ramRole, oidcRole, ecsRole or uri is expected.`,
        `${path} line 7, connections[2].id: each connection's id may be used only once.`,
        `${path} line 9, connections[3].credential.id: the variable NOT_SET is not set.`,
        `${path} line 9, connections[3].credential.secret: the file not-there cannot be read.`,
        `${path} line 10, indexes: there is no such setting.`,
        `${path} line 11, views[0].path: an address that begins with / is expected.`,
        'DSW_BURST is "many": a whole number from 1 to 1000000 is expected.',
      ].toSorted(),
    );
  });

  it("that cannot be read says why, with the line", () => {
    expect(mistakesOf("listen: [1,\nport: 2")[0]).toMatch(/snapdeck\.yaml line \d: /);
    expect(mistakesOf("linkPreview: names\nlinkPreview: address")[0]).toMatch(
      /line 2: Map keys must be unique/,
    );
    expect(mistakesOf("listen: *nobody")).toEqual([expect.stringContaining("Unresolved alias")]);
    expect(mistakesOf("- a list")).toEqual([expect.stringMatching(/the file: .*expected/)]);
    expect(() => readConfig({ SNAPDECK_CONFIG: "/nowhere.yaml" })).toThrow(
      /SNAPDECK_CONFIG cannot be read: ENOENT/,
    );
  });

  it("never has a secret repeated, whatever is wrong with it", () => {
    const secret = "postgres://user:the-password@host:port/deck";
    const given = [`index: { databaseUrl: "${secret}" }`, "index: { databaseUrl: { env: DB } }"];
    for (const text of given) {
      const mistakes = mistakesOf(text, { DB: secret });
      expect(mistakes).toEqual([expect.stringContaining("index.databaseUrl")]);
      expect(mistakes.join()).not.toContain("the-password");
    }
  });

  it("is read or refused, whatever it holds", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          // Of what YAML gives a meaning to, to get further than any text would.
          fc
            .array(
              fc.constantFrom(
                "*a",
                "&a ",
                "[",
                "]",
                "{",
                "}",
                ": ",
                "- ",
                "\n",
                "  ",
                "listen",
                "? ",
                "!x ",
                "|",
                "<<",
                "---\n",
                "x",
              ),
              { maxLength: 20 },
            )
            .map((parts) => parts.join("")),
          fc.object().map((value) =>
            JSON.stringify({
              listen: value,
              connections: [value],
              index: value,
              causes: [value],
            }),
          ),
        ),
        (text) => {
          for (const mistake of mistakesOf(text)) expect(mistake).toContain("snapdeck.yaml");
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
