import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "./config";

const noFile = { fileExists: () => false };
const mistakesOf = (
  env: Record<string, string>,
  fileExists: (path: string) => boolean = noFile.fileExists,
) => {
  try {
    readConfig(env, { fileExists });
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  return [];
};

describe("readConfig", () => {
  it("runs on the emulator when nothing is configured", () => {
    expect(readConfig({}, noFile)).toEqual({
      host: "127.0.0.1",
      port: 8787,
      keepAliveMs: 75_000,
      allowedHosts: [],
      trustedProxies: ["127.0.0.0/8", "::1"],
      tls: null,
      clientLimits: { rate: 50, burst: 200, connections: 200 },
      access: {},
      basePath: "",
      connections: [],
      emulator: { workspace: "ALL", rate: null, burst: null },
      cacheBytes: 128 * 1024 * 1024,
      index: { databaseUrl: null, folder: null },
      causes: null,
      causesFile: null,
      views: [],
      viewsFile: null,
      triage: true,
      linkPreview: "address",
      outgoing: { httpProxy: null, httpsProxy: null, noProxy: "", caFile: null },
      log: { format: null, level: "info" },
      metrics: null,
    });
  });

  it("reads every variable", () => {
    const config = readConfig(
      {
        HOST: "0.0.0.0",
        PORT: "9000",
        KEEP_ALIVE: "620",
        ALLOWED_HOSTS: "Snapdeck.example.com, other",
        TRUSTED_PROXIES: "10.0.0.0/8, ::ffff:192.0.2.7, fd00::/8",
        TLS_CERT: "/tls/tls.crt",
        TLS_KEY: "/tls/tls.key",
        CLIENT_RATE: "0.5",
        CLIENT_BURST: "30",
        CLIENT_CONNECTIONS: "9",
        BASE_PATH: "/tools/snapdeck",
        SNAPDECK_ACCESS: "open",
        SNAPDECK_URL: "https://deck.example.com",
        SNAPDECK_TOKENS: "/etc/tokens.json",
        SNAPDECK_SESSION_KEYS: "a key of thirty-two characters 1,a key of thirty-two characters 2",
        DSW_REGIONS: "cn-hangzhou, cn-shanghai-finance-1",
        DSW_ENDPOINT: "http://10.0.0.1:80",
        AIWORKSPACE_ENDPOINT: "http://10.0.0.1:81",
        DSW_WORKSPACE: "42",
        DSW_RATE: "2.5",
        DSW_BURST: "5",
        SNAPDECK_CACHE_MB: "64",
        DATABASE_URL: "postgres://db/deck",
        SNAPDECK_DATA: "/var/lib/snapdeck",
        SNAPDECK_CAUSES: "/etc/causes.json",
        SNAPDECK_VIEWS: "/etc/views.json",
        SNAPDECK_TRIAGE: "off",
        SNAPDECK_LINK_PREVIEW: "names",
        SNAPDECK_CA: "/etc/ca.pem",
        HTTP_PROXY: "http://proxy.example.com:3128",
        NO_PROXY: "10.0.0.1",
        SNAPDECK_LOG: "json",
        LOG_LEVEL: "debug",
        METRICS_PORT: "9464",
        METRICS_HOST: "0.0.0.0",
        METRICS_TOKEN: "the-token",
      },
      noFile,
    );
    expect(config).toEqual({
      host: "0.0.0.0",
      port: 9000,
      keepAliveMs: 620_000,
      allowedHosts: ["snapdeck.example.com", "other"],
      trustedProxies: ["10.0.0.0/8", "::ffff:192.0.2.7", "fd00::/8"],
      tls: { cert: "/tls/tls.crt", key: "/tls/tls.key" },
      clientLimits: { rate: 0.5, burst: 30, connections: 9 },
      access: {
        mode: "open",
        url: "https://deck.example.com",
        tokensFile: "/etc/tokens.json",
        sessionKeys: ["a key of thirty-two characters 1", "a key of thirty-two characters 2"],
      },
      basePath: "/tools/snapdeck",
      connections: ["cn-hangzhou", "cn-shanghai-finance-1"].map((region) => ({
        id: region,
        label: region,
        region,
        endpoint: "http://10.0.0.1:80",
        imageEndpoint: "http://10.0.0.1:81",
        workspace: "42",
        rate: 2.5,
        burst: 5,
        credential: { type: "default" },
      })),
      emulator: { workspace: "42", rate: 2.5, burst: 5 },
      cacheBytes: 64 * 1024 * 1024,
      index: { databaseUrl: "postgres://db/deck", folder: "/var/lib/snapdeck" },
      causes: null,
      causesFile: "/etc/causes.json",
      views: [],
      viewsFile: "/etc/views.json",
      triage: false,
      linkPreview: "names",
      outgoing: {
        httpProxy: "http://proxy.example.com:3128",
        httpsProxy: null,
        noProxy: "10.0.0.1",
        caFile: "/etc/ca.pem",
      },
      log: { format: "json", level: "debug" },
      metrics: { own: { host: "0.0.0.0", port: 9464 }, path: "/metrics", token: "the-token" },
    });
  });

  it("has metrics on the server's port only where it is said, with a token where others reach it", () => {
    const metricsOf = (env: Record<string, string>) => readConfig(env, noFile).metrics;
    const reachable = { HOST: "0.0.0.0", SNAPDECK_ACCESS: "open" };
    const onMain = { own: null, path: "/metrics", token: null };
    expect(metricsOf({ SNAPDECK_METRICS: "on" })).toEqual(onMain);
    expect(metricsOf({ METRICS_PORT: "9464", SNAPDECK_METRICS: "off" })).toBeNull();
    expect(metricsOf({ METRICS_TOKEN: "the-token", ...reachable })).toBeNull();
    expect(mistakesOf({ SNAPDECK_METRICS: "on", ...reachable })).toEqual([
      expect.stringContaining("METRICS_TOKEN"),
    ]);
    const token = { METRICS_TOKEN: "the-token" };
    expect(metricsOf({ SNAPDECK_METRICS: "on", ...token, ...reachable })).toMatchObject({
      token: "the-token",
    });
    expect(mistakesOf({ LOG_LEVEL: "loud", SNAPDECK_LOG: "xml", METRICS_PORT: "-1" })).toHaveLength(
      3,
    );
  });

  it("lists every mistake at once", () => {
    const mistakes = mistakesOf({
      PORT: "65536",
      DSW_REGIONS: "Hangzhou,cn-hangzhou,cn-hangzhou",
      DSW_ENDPOINT: "https://user@host/path",
      DSW_RATE: "0",
      DSW_BURST: "1.5",
      DATABASE_URL: "mysql://user:the-password@db/deck",
      SNAPDECK_INDEX: "maybe",
      SNAPDECK_LINK_PREVIEW: "everything",
      SNAPDECK_CACHE_MB: "plenty",
      KEEP_ALIVE: "0",
    });
    expect(mistakes.join()).not.toContain("the-password");
    for (const name of [
      "PORT",
      "Hangzhou",
      "only once",
      "DSW_ENDPOINT",
      "DSW_RATE",
      "DSW_BURST",
      "DATABASE_URL",
      "SNAPDECK_INDEX",
      "SNAPDECK_LINK_PREVIEW",
      "SNAPDECK_CACHE_MB",
      "KEEP_ALIVE",
    ]) {
      expect(mistakes.some((mistake) => mistake.includes(name))).toBe(true);
    }
    expect(mistakes).toHaveLength(11);
  });

  it.each([
    "https://user:the-password@dsw.example.com",
    "https://:the-password@dsw.example.com",
    "user:the-password@dsw.example.com/path",
  ])("does not repeat the password of the endpoint %s", (endpoint) => {
    const mistakes = mistakesOf({ DSW_REGIONS: "cn-hangzhou", DSW_ENDPOINT: endpoint });
    expect(mistakes).toEqual([expect.stringContaining("DSW_ENDPOINT")]);
    expect(mistakes[0]).not.toContain("the-password");
  });

  it.each([
    "postgres://user:the-password@host:port/deck",
    "postgres://user:the-password%@host/deck",
    "postgres://user:the-password@[host/deck",
  ])("lists an address of a database that cannot be read, without printing %s", (url) => {
    const mistakes = mistakesOf({ DATABASE_URL: url });
    expect(mistakes).toEqual([expect.stringContaining("DATABASE_URL")]);
    expect(mistakes[0]).not.toContain("the-password");
  });

  it.each([
    "postgres://user:p%23ss@db.example.com:5432/deck?sslmode=require",
    "postgresql://db/deck",
    "postgres:///deck?host=/var/run/postgresql",
  ])("takes the database %s", (databaseUrl) => {
    expect(readConfig({ DATABASE_URL: databaseUrl }, noFile).index?.databaseUrl).toBe(databaseUrl);
  });

  it.each(["0.0.0.0", "::", "192.168.1.5", "deck.internal", "::ffff:10.0.0.1"])(
    "does not listen on %s before it is said who may come in",
    (HOST) => {
      expect(mistakesOf({ HOST })).toEqual([expect.stringContaining("SNAPDECK_ACCESS")]);
      expect(readConfig({ HOST, SNAPDECK_ACCESS: "open" }, noFile).access).toEqual({
        mode: "open",
      });
    },
  );

  it.each(["127.0.0.1", "127.1.2.3", "localhost", "::1", "[::1]", "0:0:0:0:0:0:0:1"])(
    "listens on %s, which this machine alone can reach",
    (HOST) => {
      expect(readConfig({ HOST }, noFile).access).toEqual({});
    },
  );

  it.each(["/snapdeck", "/a/b-c_d.e~f", "/0", "/..a"])("serves under %s", (path) => {
    expect(readConfig({ BASE_PATH: path }, noFile).basePath).toBe(path);
  });

  it.each([
    "/",
    "snapdeck",
    "/snapdeck/",
    "//host",
    "/a//b",
    "/a/../b",
    "/.",
    "/a b",
    "/a%20b",
    "/:id",
    "/*",
    '/"><script>',
    "https://host/snapdeck",
  ])("refuses to serve under %s", (path) => {
    expect(mistakesOf({ BASE_PATH: path })).toEqual([expect.stringContaining("BASE_PATH")]);
  });

  it("refuses credentials without a region, naming the setting and never its value", () => {
    const mistakes = mistakesOf({
      ALIBABA_CLOUD_ACCESS_KEY_ID: "the-id",
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: "the-secret",
    });
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toContain("ALIBABA_CLOUD_ACCESS_KEY_ID");
    expect(mistakes[0]).toContain("DSW_REGIONS");
    expect(mistakes[0]).not.toContain("the-");
  });

  it("counts a CLI profile as credentials, unless it is switched off or the emulator is asked for", () => {
    const profile = (path: string) => path === "/home/li/.aliyun/config.json";
    expect(mistakesOf({ HOME: "/home/li" }, profile)).toHaveLength(1);
    expect(
      mistakesOf({ HOME: "/home/li", ALIBABA_CLOUD_CLI_PROFILE_DISABLED: "true" }, profile),
    ).toEqual([]);
    expect(mistakesOf({ HOME: "/home/li", DSW_EMULATOR: "1" }, profile)).toEqual([]);
  });

  it("runs without the index when that is off", () => {
    expect(readConfig({ SNAPDECK_INDEX: "off" }, noFile).index).toBeNull();
  });

  it("refuses an endpoint without a region", () => {
    expect(mistakesOf({ DSW_ENDPOINT: "127.0.0.1:9" })[0]).toContain("DSW_REGIONS");
  });
});
