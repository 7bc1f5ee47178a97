import { readFileSync } from "node:fs";
import type { TeamView } from "../contract";
import { type AccessTree, accessMistakes, isLoopback } from "./access";
import { loopbackRanges } from "./address-ranges";
import { type ConfigFile, parseConfigFile } from "./config-file";
import {
  type Environment,
  givenVariables,
  variableAt,
  variables,
  withEnvironment,
} from "./environment";
import { findCredentials } from "./find-credentials";
import { type OutgoingConfig, type Proxies, proxyMistakes, readProxies } from "./proxies";
import {
  type ConfigIssue,
  type ConfigTree,
  type CredentialConfig,
  configSchema,
  type logLevels,
  repeatedIds,
} from "./schema";

/** Every mistake found in the configuration, listed at once. */
export class ConfigError extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join("\n"));
  }
}

export type { Environment } from "./environment";

export type { OutgoingConfig } from "./proxies";

/** What a pasted link's preview may show: what its address says, or names and statuses too. */
export type LinkPreviewMode = NonNullable<ConfigTree["linkPreview"]>;

/** Where the metrics are and who may read them. */
export interface MetricsConfig {
  /** A port of their own; null for the server's. */
  own: { host: string; port: number } | null;
  /** Such as `/metrics`; on the server's port it is below the base path. */
  path: string;
  /** The bearer token that a scrape has to bring; null for none. */
  token: string | null;
}

/** One connection to the service. Null stands for the built-in value. */
export interface ConnectionConfig {
  id: string;
  label: string;
  region: string;
  /** Replaces the region's public endpoint. */
  endpoint: string | null;
  /** The same of AIWorkSpace, which knows the images. */
  imageEndpoint: string | null;
  workspace: string;
  /** Upstream calls a second, and how many may be made at once after a rest. */
  rate: number | null;
  burst: number | null;
  credential: CredentialConfig;
}

/** The configuration as the server uses it. */
export interface Config {
  host: string;
  port: number;
  /** How long an idle connection to a browser or a proxy is kept open. */
  keepAliveMs: number;
  /** Host names served besides loopback names and bare IP addresses. */
  allowedHosts: readonly string[];
  /** Addresses and CIDRs of the proxies whose `X-Forwarded-*` headers are believed. */
  trustedProxies: readonly string[];
  /** The files of the certificate and the key by which HTTPS is spoken; null for plain HTTP. */
  tls: { cert: string; key: string } | null;
  /** What one client may take: requests a second, requests at once after a rest, and connections. */
  clientLimits: { rate: number; burst: number; connections: number };
  /** Who may come in. */
  access: AccessTree;
  /** The path everything is served under, without a slash at its end; empty for the root. */
  basePath: string;
  /** None means the embedded emulator. */
  connections: readonly ConnectionConfig[];
  /** What holds for the emulator's connection. */
  emulator: Pick<ConnectionConfig, "workspace" | "rate" | "burst">;
  /** The memory that kept upstream responses may use, over all connections. */
  cacheBytes: number;
  /** The snapshot index; null when it is off. */
  index: {
    /** A `postgres://` address; null for the embedded engine. */
    databaseUrl: string | null;
    /** Where the embedded engine keeps its file; null for the default, `data`. */
    folder: string | null;
  } | null;
  /** Whether groups of failures are acknowledged, muted and resolved here. */
  triage: boolean;
  /** The team's own causes in the configuration file, not checked yet, and a file of more; null for none. */
  causes: WrittenCauses | null;
  causesFile: string | null;
  /** The team's named views, and a file of more; null for none. */
  views: readonly TeamView[];
  viewsFile: string | null;
  linkPreview: LinkPreviewMode;
  outgoing: OutgoingConfig;
  /** How the log is written; a format of null means for people in a terminal, else JSON. */
  log: { format: "pretty" | "json" | null; level: LogLevel };
  /** Null when there are none. */
  metrics: MetricsConfig | null;
}

type LogLevel = (typeof logLevels)[number];

/** Causes as they are written. */
export interface WrittenCauses {
  entries: readonly unknown[];
  /** Where a part such as `causes[2].title` stands, for the mistakes in it. */
  where(path: string): string;
}

/** What the configuration is read from; tests replace it. */
export interface Surroundings {
  /** Whether a credentials file is there. */
  fileExists?: (path: string) => boolean;
  /** @throws {Error} when the file cannot be read */
  readText?: (path: string) => string;
}

/**
 * Reads the configuration: the file that `SNAPDECK_CONFIG` names, if it does, and the environment's variables,
 * which win over it.
 * @throws {ConfigError} naming every mistake with its variable or line, and credentials without a region
 */
export function readConfig(env: Environment, surroundings: Surroundings = {}): Config {
  const { readText = (path: string) => readFileSync(path, "utf8") } = surroundings;
  const file = readFile(env.SNAPDECK_CONFIG?.trim() ?? "", readText);
  const given = givenVariables(env);
  const sources = { env, readText: (path: string) => readText(file?.resolve(path) ?? path) };
  const tree = withEnvironment(file?.content ?? {}, given);
  const { data, error } = configSchema(sources).safeParse(tree);
  const proxies = readProxies(env);
  const issues = [...(error?.issues ?? []), ...repeatedIds(tree)];
  const mistakes = [
    ...new Set(issues.flatMap((issue) => mistakesOf(issue, given, file))),
    ...regionMistakes(data, given, env, surroundings.fileExists),
    ...(data === undefined ? [] : accessMistakes(data.access, data.listen?.host ?? "127.0.0.1")),
    ...proxyMistakes(proxies),
    ...metricsMistakes(data),
  ];
  if (data === undefined || mistakes.length > 0) throw new ConfigError(mistakes);
  return configOf(data, proxies, {
    resolve: (path, variable) => (given.has(variable) || file === null ? path : file.resolve(path)),
    where: (path) =>
      placeIn(
        file,
        path
          .split(/[.[\]]+/)
          .filter(Boolean)
          .map(stepOf),
      ),
  });
}

/** @throws {ConfigError} when it cannot be read, or is neither YAML nor JSON */
function readFile(name: string, readText: (path: string) => string): ConfigFile | null {
  if (name === "") return null;
  let text: string;
  try {
    text = readText(name);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError([`SNAPDECK_CONFIG cannot be read: ${why}`]);
  }
  const file = parseConfigFile(name, text);
  if (file.mistakes.length > 0) throw new ConfigError(file.mistakes);
  return file;
}

interface Places {
  /** A path where it is meant from: the file's folder, or as the variable has it. */
  resolve(path: string, variable: string): string;
  where(path: string): string;
}

function configOf(tree: ConfigTree, proxies: Proxies, { resolve, where }: Places): Config {
  const { listen = {}, defaults = {}, connections = [], index = {} } = tree;
  const fileOf = (path: string | undefined, variable: string) =>
    path === undefined ? null : resolve(path, variable);
  return {
    host: listen.host ?? "127.0.0.1",
    port: listen.port ?? 8787,
    keepAliveMs: (listen.keepAliveSeconds ?? 75) * 1000,
    allowedHosts: (listen.allowedHosts ?? []).map((name) => name.toLowerCase()),
    trustedProxies: listen.trustedProxies ?? loopbackRanges,
    tls: listen.tls
      ? { cert: resolve(listen.tls.cert, "TLS_CERT"), key: resolve(listen.tls.key, "TLS_KEY") }
      : null,
    clientLimits: {
      rate: listen.limits?.rate ?? 50,
      burst: listen.limits?.burst ?? 200,
      connections: listen.limits?.connections ?? 200,
    },
    access: {
      ...tree.access,
      ...(tree.access?.tokensFile === undefined
        ? {}
        : { tokensFile: resolve(tree.access.tokensFile, "SNAPDECK_TOKENS") }),
    },
    basePath: listen.basePath ?? "",
    connections: connections.map((own) => ({
      id: own.id ?? own.region,
      label: own.label ?? own.id ?? own.region,
      region: own.region,
      endpoint: own.endpoint ?? defaults.endpoint ?? null,
      imageEndpoint: own.imageEndpoint ?? defaults.imageEndpoint ?? null,
      workspace: own.workspace ?? defaults.workspace ?? "ALL",
      rate: own.rate ?? defaults.rate ?? null,
      burst: own.burst ?? defaults.burst ?? null,
      credential: own.credential ?? defaults.credential ?? { type: "default" },
    })),
    emulator: {
      workspace: defaults.workspace ?? "ALL",
      rate: defaults.rate ?? null,
      burst: defaults.burst ?? null,
    },
    cacheBytes: (tree.cacheMegabytes ?? 128) * 1024 * 1024,
    index:
      index.enabled === false
        ? null
        : {
            databaseUrl: index.databaseUrl ?? null,
            folder: fileOf(index.folder, "SNAPDECK_DATA"),
          },
    triage: tree.triage?.enabled ?? true,
    causes: tree.causes === undefined ? null : { entries: tree.causes, where },
    causesFile: fileOf(tree.causesFile, "SNAPDECK_CAUSES"),
    views: tree.views ?? [],
    viewsFile: fileOf(tree.viewsFile, "SNAPDECK_VIEWS"),
    linkPreview: tree.linkPreview ?? "address",
    outgoing: { ...proxies, caFile: fileOf(tree.tls?.ca, "SNAPDECK_CA") },
    log: { format: tree.log?.format ?? null, level: tree.log?.level ?? "info" },
    metrics: metricsOf(tree),
  };
}

/** They are on where they have a port of their own, or where it is said. */
function metricsOf({ metrics = {} }: ConfigTree): MetricsConfig | null {
  const { port, host = "127.0.0.1", path = "/metrics", token = null } = metrics;
  if (!(metrics.enabled ?? port !== undefined)) return null;
  return { own: port === undefined ? null : { host, port }, path, token };
}

/** An issue as sentences, one for each key that nobody knows. */
function mistakesOf(
  issue: ConfigIssue & { keys?: readonly string[] },
  given: ReadonlyMap<string, string>,
  file: ConfigFile | null,
): string[] {
  const variable = variableAt(issue.path, given);
  if (variable !== null) return [mistakeOfVariable(variable, given.get(variable) ?? "", issue)];
  return issue.keys !== undefined
    ? issue.keys.map((key) => `${placeIn(file, [...issue.path, key])}: there is no such setting.`)
    : [`${placeIn(file, issue.path)}: ${issue.message}.`];
}

const secretVariables: ReadonlySet<string> = new Set([
  "DATABASE_URL",
  "METRICS_TOKEN",
  "SNAPDECK_SESSION_KEYS",
]);

/** A variable's mistake. An address may have a password in it and is not repeated then. */
function mistakeOfVariable(name: string, value: string, { message }: ConfigIssue): string {
  const expected = variables[name]?.expected ?? message;
  const mayBeSecret = secretVariables.has(name) || value.includes("@");
  return mayBeSecret
    ? `${name}: ${expected}.`
    : `${name} is ${JSON.stringify(value)}: ${expected}.`;
}

const placeIn = (file: ConfigFile | null, path: readonly PropertyKey[]) =>
  `${file?.where(path) ?? "configuration"}, ${dotted(path)}`;

const stepOf = (step: string) => (/^\d+$/.test(step) ? Number(step) : step);

/** A path as people write it: `connections[1].region`. */
const dotted = (path: readonly PropertyKey[]) =>
  path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "") || "the file";

/** Numbers of the account are nobody's business who only reaches the pages' port. */
function metricsMistakes(tree: ConfigTree | undefined): string[] {
  const host = tree?.listen?.host ?? "127.0.0.1";
  if (tree === undefined || isLoopback(host)) return [];
  const { own, token } = metricsOf(tree) ?? { own: null, token: "" };
  if (own !== null || token !== null) return [];
  return [
    `SNAPDECK_METRICS is on for the port that others than this machine can reach (HOST is ${JSON.stringify(host)}), and there is no token: set METRICS_TOKEN, or METRICS_PORT to have the metrics on a port of their own.`,
  ];
}

/** Credentials or an endpoint without a region must not end on the emulator by surprise. */
function regionMistakes(
  tree: ConfigTree | undefined,
  given: ReadonlyMap<string, string>,
  env: Environment,
  fileExists?: (path: string) => boolean,
): string[] {
  const hasRegion = given.has("DSW_REGIONS") || (tree?.connections ?? []).length > 0;
  if (hasRegion || env.DSW_EMULATOR?.trim() === "1") return [];
  const found = findCredentials(env, fileExists);
  if (found.length > 0) {
    return [
      `Credentials are configured (${found.join(", ")}) but no region: set DSW_REGIONS, for example DSW_REGIONS=cn-hangzhou. To run on the emulator all the same, set DSW_EMULATOR=1.`,
    ];
  }
  return given.has("DSW_ENDPOINT")
    ? ["DSW_ENDPOINT is set but no region: set DSW_REGIONS, for example DSW_REGIONS=cn-hangzhou."]
    : [];
}
