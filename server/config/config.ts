import { z } from "zod";
import { findCredentials } from "./find-credentials";

/** Every mistake found in the configuration, listed at once. */
export class ConfigError extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join("\n"));
  }
}

export type Environment = Record<string, string | undefined>;

const linkPreviewModes = ["address", "names"] as const;
export type LinkPreviewMode = (typeof linkPreviewModes)[number];

/** The messages name what is expected; `mistakeOf` adds the variable and, unless it may be secret, its value. */
const number = (accepts: (n: number) => boolean, expected: string) =>
  z.string().transform(Number).refine(accepts, expected);
const wholeNumber = (least: number, most: number, what = "a whole number") =>
  number(
    (n) => Number.isInteger(n) && n >= least && n <= most,
    `${what} from ${least} to ${most} is expected`,
  );
const text = z.string();
const commaList = text.transform((list) =>
  list
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean),
);
const regions = commaList.pipe(
  z
    .array(text.regex(/^[a-z]{2}(-[a-z0-9]+)+$/, "a region id such as cn-hangzhou is expected"))
    .refine((ids) => new Set(ids).size === ids.length, "each region may be named only once"),
);

const endpoint = text.refine(
  isEndpoint,
  "a host, or an http:// or https:// address without a user and a path, is expected",
);

/** A path that everything may be served under. Dots alone are no segment: browsers take them out of an address. */
const isBasePath = (path: string): boolean => /^(\/(?!\.{1,2}(\/|$))[\w.~-]+)+$/.test(path);

/** The environment's variables; the README's table is their reference. */
const environment = z.object({
  HOST: text.default("127.0.0.1"),
  PORT: wholeNumber(0, 65_535, "a port").default(8787),
  KEEP_ALIVE: wholeNumber(1, 3600, "a whole number of seconds").default(75),
  ALLOWED_HOSTS: commaList.default([]),
  BASE_PATH: text
    .refine(
      isBasePath,
      "a path such as /snapdeck is expected, of letters, digits and . _ ~ -, without a slash at its end",
    )
    .default(""),
  DSW_REGIONS: regions.default([]),
  DSW_ENDPOINT: endpoint.optional(),
  AIWORKSPACE_ENDPOINT: endpoint.optional(),
  DSW_WORKSPACE: text.default("ALL"),
  DSW_RATE: number(
    (n) => n > 0 && n <= 1000,
    "a number above 0, at most 1000, is expected",
  ).optional(),
  DSW_BURST: wholeNumber(1, 1_000_000).optional(),
  SNAPDECK_CACHE_MB: wholeNumber(8, 65_536, "a whole number of megabytes").default(128),
  SNAPDECK_INDEX: z.enum(["on", "off"], "on or off is expected").default("on"),
  SNAPDECK_DATA: text.optional(),
  DATABASE_URL: text
    .regex(/^postgres(ql)?:\/\//, "an address that begins with postgres:// is expected")
    .refine(
      isReadableAddress,
      "the address cannot be read: special characters in a user or password must be percent-encoded, and the port must be a number",
    )
    .optional(),
  SNAPDECK_LINK_PREVIEW: z
    .enum(linkPreviewModes, "address or names is expected")
    .default("address"),
  SNAPDECK_CAUSES: text.optional(),
  SNAPDECK_VIEWS: text.optional(),
});

/** The configuration as the server uses it, from the variables of the environment. */
const config = environment.transform((env) => ({
  host: env.HOST,
  port: env.PORT,
  /** How long an idle connection to a browser or a proxy is kept open. */
  keepAliveMs: env.KEEP_ALIVE * 1000,
  /** Host names served besides loopback names and bare IP addresses. */
  allowedHosts: env.ALLOWED_HOSTS.map((name) => name.toLowerCase()),
  /** The path everything is served under, without a slash at its end; empty for the root. */
  basePath: env.BASE_PATH,
  /** Region ids; none means the embedded emulator. */
  regions: env.DSW_REGIONS,
  /** Replaces the endpoint of every region; null for the public ones. */
  endpoint: env.DSW_ENDPOINT ?? null,
  /** The same of AIWorkSpace, which knows the images. */
  imageEndpoint: env.AIWORKSPACE_ENDPOINT ?? null,
  workspace: env.DSW_WORKSPACE,
  /** Upstream calls a second and connection, and how many may be made at once after a rest. */
  rate: env.DSW_RATE ?? null,
  burst: env.DSW_BURST ?? null,
  /** The memory that kept upstream responses may use, over all connections. */
  cacheBytes: env.SNAPDECK_CACHE_MB * 1024 * 1024,
  /** The snapshot index; null when it is off. */
  index:
    env.SNAPDECK_INDEX === "off"
      ? null
      : {
          /** A `postgres://` address; null for the embedded engine. */
          databaseUrl: env.DATABASE_URL ?? null,
          /** Where the embedded engine keeps its file; null for the default, `data`. */
          folder: env.SNAPDECK_DATA ?? null,
        },
  /** A file of the team's own causes; null for none. */
  causesFile: env.SNAPDECK_CAUSES ?? null,
  /** A file of the team's named views; null for none. */
  viewsFile: env.SNAPDECK_VIEWS ?? null,
  /** What a pasted link's preview may show: what its address says, or names and statuses too. */
  linkPreview: env.SNAPDECK_LINK_PREVIEW,
}));

/** What the environment asks for. Rates are upstream calls a second. */
export type Config = z.infer<typeof config>;

/**
 * Reads the configuration from environment variables.
 * @param fileExists whether a credentials file is there; tests replace it
 * @throws {ConfigError} naming every mistake, and credentials without a region
 */
export function readConfig(env: Environment, fileExists?: (path: string) => boolean): Config {
  // A variable that is set to nothing counts as not set.
  const given: Environment = {};
  for (const name of Object.keys(environment.shape)) given[name] = env[name]?.trim() || undefined;

  const { data, error } = config.safeParse(given);
  const mistakes = [
    ...(error?.issues ?? []).map((issue) => mistakeOf(issue, given)),
    ...regionMistakes(given, env, fileExists),
  ];
  if (data === undefined || mistakes.length > 0) throw new ConfigError(mistakes);
  return data;
}

/** One mistake as a sentence. An address may have a password in it and is not repeated then. */
function mistakeOf({ path, message }: z.core.$ZodIssue, given: Environment): string {
  const name = String(path[0]);
  const value = given[name] ?? "";
  const mayBeSecret = name === "DATABASE_URL" || value.includes("@");
  return mayBeSecret ? `${name}: ${message}.` : `${name} is ${JSON.stringify(value)}: ${message}.`;
}

/** Credentials or an endpoint without a region must not end on the emulator by surprise. */
function regionMistakes(
  given: Environment,
  env: Environment,
  fileExists?: (path: string) => boolean,
): string[] {
  if (given.DSW_REGIONS !== undefined || env.DSW_EMULATOR?.trim() === "1") return [];
  const found = findCredentials(env, fileExists);
  if (found.length > 0) {
    return [
      `Credentials are configured (${found.join(", ")}) but no region: set DSW_REGIONS, for example DSW_REGIONS=cn-hangzhou. To run on the emulator all the same, set DSW_EMULATOR=1.`,
    ];
  }
  return given.DSW_ENDPOINT === undefined
    ? []
    : ["DSW_ENDPOINT is set but no region: set DSW_REGIONS, for example DSW_REGIONS=cn-hangzhou."];
}

/** Whether the text is a host or an http(s) address and nothing more. */
function isEndpoint(endpoint: string): boolean {
  const address = /^https?:\/\//i.test(endpoint) ? endpoint : `https://${endpoint}`;
  return URL.canParse(address) && new URL(address).href === `${new URL(address).origin}/`;
}

/** Whether a database address can be taken apart as the driver will do it. */
function isReadableAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { username, password, pathname } = new URL(address);
  try {
    for (const part of [username, password, pathname]) decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}
