import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { isBasePath } from "../../web/paths/patterns";

/** What the environment asks for. Rates are upstream calls a second. */
export interface Config {
  host: string;
  port: number;
  /** Host names served besides loopback names and bare IP addresses. */
  allowedHosts: string[];
  /** The path everything is served under, without a slash at its end; empty for the root. */
  basePath: string;
  /** How long a connection without a request stays open; longer than a load balancer keeps its own. */
  keepAliveMs: number;
  /** Region ids; none means the embedded emulator. */
  regions: string[];
  /** Replaces the endpoint of every region; null for the public ones. */
  endpoint: string | null;
  workspace: string;
  /** Upstream calls a second and connection, and how many may be made at once after a rest. */
  rate: number | null;
  burst: number | null;
  /** The snapshot index; null when it is off. */
  index: {
    /** A `postgres://` address; null for the embedded engine. */
    databaseUrl: string | null;
    /** Where the embedded engine keeps its file; null for the default, `data`. */
    folder: string | null;
  } | null;
  /** A file of the team's own causes; null for none. */
  causesFile: string | null;
  /** A file of the team's named views; null for none. */
  viewsFile: string | null;
  /** What a pasted link's preview may tell: what its address says, or names and statuses too. */
  unfurl: LinkPreviewMode;
}

const linkPreviewModes = ["address", "names"] as const;
export type LinkPreviewMode = (typeof linkPreviewModes)[number];

/** Every mistake found in the configuration, listed at once. */
export class ConfigError extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join("\n"));
  }
}

type Environment = Record<string, string | undefined>;

/**
 * Reads the configuration from environment variables; the README's table is its reference.
 * @param fileExists tells whether a credentials file is there; tests replace it
 * @throws {ConfigError} naming every mistake, and credentials without a region
 */
export function readConfig(
  env: Environment,
  fileExists: (path: string) => boolean = existsSync,
): Config {
  const mistakes: string[] = [];
  const number = (name: string, accepts: (n: number) => boolean, form: string) => {
    const text = env[name]?.trim();
    if (!text) return null;
    const value = Number(text);
    if (accepts(value)) return value;
    mistakes.push(`${name} is ${JSON.stringify(text)}: ${form} is expected.`);
    return null;
  };

  const config: Config = {
    host: env.HOST?.trim() || "127.0.0.1",
    port: number("PORT", isPort, "a port from 0 to 65535") ?? 8787,
    allowedHosts: commaList(env.ALLOWED_HOSTS).map((name) => name.toLowerCase()),
    basePath: env.BASE_PATH?.trim() ?? "",
    keepAliveMs:
      (number("KEEP_ALIVE", (n) => n >= 1 && n <= 3600, "seconds from 1 to 3600") ?? 75) * 1000,
    regions: commaList(env.DSW_REGIONS),
    endpoint: env.DSW_ENDPOINT?.trim() || null,
    workspace: env.DSW_WORKSPACE?.trim() || "ALL",
    rate: number("DSW_RATE", (n) => n > 0 && n <= 1000, "a number above 0, at most 1000"),
    burst: number("DSW_BURST", (n) => Number.isInteger(n) && n >= 1, "a whole number from 1"),
    index:
      env.SNAPDECK_INDEX?.trim() === "off"
        ? null
        : {
            databaseUrl: env.DATABASE_URL?.trim() || null,
            folder: env.SNAPDECK_DATA?.trim() || null,
          },
    causesFile: env.SNAPDECK_CAUSES?.trim() || null,
    viewsFile: env.SNAPDECK_VIEWS?.trim() || null,
    unfurl: linkPreviewModes.find((mode) => mode === env.SNAPDECK_UNFURL?.trim()) ?? "address",
  };

  if (config.basePath !== "" && !isBasePath(config.basePath)) {
    mistakes.push(
      `BASE_PATH is ${JSON.stringify(config.basePath)}: a path such as /snapdeck is expected, of letters, digits and . _ ~ -, without a slash at its end.`,
    );
  }
  const databaseUrl = config.index?.databaseUrl;
  if (databaseUrl && !(/^postgres(ql)?:\/\//.test(databaseUrl) && URL.canParse(databaseUrl))) {
    // The address may hold a password: it is not repeated.
    mistakes.push("DATABASE_URL: an address that begins with postgres:// is expected.");
  }
  if (!["on", "off", undefined].includes(env.SNAPDECK_INDEX?.trim() || undefined)) {
    mistakes.push(
      `SNAPDECK_INDEX is ${JSON.stringify(env.SNAPDECK_INDEX)}: on or off is expected.`,
    );
  }
  if (
    ![...linkPreviewModes, undefined].some(
      (mode) => mode === (env.SNAPDECK_UNFURL?.trim() || undefined),
    )
  ) {
    mistakes.push(
      `SNAPDECK_UNFURL is ${JSON.stringify(env.SNAPDECK_UNFURL)}: address or names is expected.`,
    );
  }
  for (const region of config.regions) {
    if (!/^[a-z]{2}(-[a-z0-9]+)+$/.test(region)) {
      mistakes.push(
        `DSW_REGIONS: ${JSON.stringify(region)} is not a region id such as cn-hangzhou.`,
      );
    }
  }
  if (new Set(config.regions).size < config.regions.length) {
    mistakes.push("DSW_REGIONS names a region twice.");
  }
  if (config.endpoint !== null && !isEndpoint(config.endpoint)) {
    mistakes.push(
      `DSW_ENDPOINT is ${JSON.stringify(config.endpoint)}: a host, or an http:// or https:// address without a path, is expected.`,
    );
  }
  mistakes.push(...regionMistakes(config, env, fileExists));
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return config;
}

/** Credentials or an endpoint without a region must not end on the emulator by surprise. */
function regionMistakes(config: Config, env: Environment, fileExists: (path: string) => boolean) {
  if (config.regions.length > 0) return [];
  if (env.DSW_EMULATOR?.trim() === "1") return [];
  const found = credentialSettings(env, fileExists);
  if (found.length > 0) {
    return [
      `Credentials are configured (${found.join(", ")}) but no region: set DSW_REGIONS, for example DSW_REGIONS=cn-hangzhou. To run on the emulator all the same, set DSW_EMULATOR=1.`,
    ];
  }
  return config.endpoint === null
    ? []
    : ["DSW_ENDPOINT is set but no region: set DSW_REGIONS, for example DSW_REGIONS=cn-hangzhou."];
}

/** Names of the settings that configure a credential, in the official chain's order; never their values. */
function credentialSettings(env: Environment, fileExists: (path: string) => boolean): string[] {
  const variables = [
    "ALIBABA_CLOUD_ACCESS_KEY_ID",
    "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
    "ALIBABA_CLOUD_ROLE_ARN",
    "ALIBABA_CLOUD_PROFILE",
    "ALIBABA_CLOUD_CREDENTIALS_FILE",
    "ALIBABA_CLOUD_ECS_METADATA",
    "ALIBABA_CLOUD_CREDENTIALS_URI",
  ].filter((name) => env[name]?.trim());
  const home = env.HOME?.trim() || homedir();
  const files = [
    env.ALIBABA_CLOUD_CLI_PROFILE_DISABLED?.toLowerCase() === "true"
      ? null
      : join(home, ".aliyun", "config.json"),
    join(home, ".alibabacloud", "credentials"),
  ].filter((path) => path !== null && fileExists(path));
  return [...variables, ...files.filter((path) => path !== null)];
}

const isPort = (n: number) => Number.isInteger(n) && n >= 0 && n <= 65535;

const commaList = (text: string | undefined) =>
  (text ?? "")
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);

function isEndpoint(text: string): boolean {
  const withScheme = /^https?:\/\//.test(text) ? text : `https://${text}`;
  if (!URL.canParse(withScheme)) return false;
  const url = new URL(withScheme);
  return url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
}

/** The public endpoint of a region (facts sheet, "Calls"). */
export const publicEndpoint = (region: string) => `pai-dsw.${region}.aliyuncs.com`;
