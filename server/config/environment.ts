export type Environment = Record<string, string | undefined>;

/** A configuration's part that a variable sets, and how its text becomes a value. */
interface Variable {
  path: readonly [string, ...string[]];
  /** A text that is no such value is left as it is, for the schema to refuse. */
  read?: (text: string) => unknown;
  /** What is expected, where the file's words for it would mislead. */
  expected?: string;
}

const number = (text: string) => (text === "" || Number.isNaN(Number(text)) ? text : Number(text));
const list = (text: string) =>
  text
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);
const onOff = (text: string) => (text === "on" ? true : text === "off" ? false : text);

/** The variables of the environment; the README's table is their reference. */
export const variables: Readonly<Record<string, Variable>> = {
  HOST: { path: ["listen", "host"] },
  PORT: { path: ["listen", "port"], read: number },
  KEEP_ALIVE: { path: ["listen", "keepAliveSeconds"], read: number },
  ALLOWED_HOSTS: { path: ["listen", "allowedHosts"], read: list },
  TRUSTED_PROXIES: { path: ["listen", "trustedProxies"], read: list },
  CLIENT_RATE: { path: ["listen", "limits", "rate"], read: number },
  CLIENT_BURST: { path: ["listen", "limits", "burst"], read: number },
  CLIENT_CONNECTIONS: { path: ["listen", "limits", "connections"], read: number },
  TLS_CERT: { path: ["listen", "tls", "cert"] },
  TLS_KEY: { path: ["listen", "tls", "key"] },
  BASE_PATH: { path: ["listen", "basePath"] },
  SNAPDECK_ACCESS: { path: ["access", "mode"] },
  SNAPDECK_URL: { path: ["access", "url"] },
  SNAPDECK_TOKENS: { path: ["access", "tokensFile"] },
  SNAPDECK_SESSION_KEYS: {
    path: ["access", "sessionKeys"],
    read: list,
    expected: "keys of at least 32 characters, by comma, are expected",
  },
  SNAPDECK_CA: { path: ["tls", "ca"] },
  DSW_REGIONS: {
    path: ["connections"],
    read: (text) => list(text).map((region) => ({ region })),
  },
  DSW_ENDPOINT: { path: ["defaults", "endpoint"] },
  AIWORKSPACE_ENDPOINT: { path: ["defaults", "imageEndpoint"] },
  DSW_WORKSPACE: { path: ["defaults", "workspace"] },
  DSW_RATE: { path: ["defaults", "rate"], read: number },
  DSW_BURST: { path: ["defaults", "burst"], read: number },
  SNAPDECK_CACHE_MB: { path: ["cacheMegabytes"], read: number },
  SNAPDECK_INDEX: { path: ["index", "enabled"], read: onOff, expected: "on or off is expected" },
  SNAPDECK_DATA: { path: ["index", "folder"] },
  DATABASE_URL: { path: ["index", "databaseUrl"] },
  SNAPDECK_LOG: { path: ["log", "format"] },
  LOG_LEVEL: { path: ["log", "level"] },
  SNAPDECK_METRICS: {
    path: ["metrics", "enabled"],
    read: onOff,
    expected: "on or off is expected",
  },
  METRICS_PORT: { path: ["metrics", "port"], read: number },
  METRICS_HOST: { path: ["metrics", "host"] },
  METRICS_TOKEN: { path: ["metrics", "token"] },
  SNAPDECK_TRIAGE: { path: ["triage", "enabled"], read: onOff, expected: "on or off is expected" },
  SNAPDECK_LINK_PREVIEW: { path: ["linkPreview"] },
  SNAPDECK_CAUSES: { path: ["causesFile"] },
  SNAPDECK_VIEWS: { path: ["viewsFile"] },
};

/** What is set, by its variable's name. A variable that is set to nothing counts as not set. */
export function givenVariables(env: Environment): Map<string, string> {
  const given = new Map<string, string>();
  for (const name of Object.keys(variables)) {
    const value = env[name]?.trim();
    if (value) given.set(name, value);
  }
  return given;
}

/** The variable that set the part of the configuration at a path, or null. */
export function variableAt(
  path: readonly PropertyKey[],
  given: ReadonlyMap<string, string>,
): string | null {
  const names = [...given.keys()].filter((name) =>
    (variables[name]?.path ?? []).every((step, at) => step === path[at]),
  );
  return names[0] ?? null;
}

type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a file says with what the environment sets in its place. Nothing of it is checked yet. */
export function withEnvironment(file: unknown, given: ReadonlyMap<string, string>): unknown {
  if (!isTree(file)) return file;
  let tree: Tree = file;
  for (const [name, value] of given) {
    const { path, read = (text: string) => text } = variables[name] ?? { path: [name] };
    const [section, key] = path;
    tree = withValue(tree, path, read(value));
    // A default that the environment sets holds for every connection, whatever the file says of it.
    if (section === "defaults" && key !== undefined && Array.isArray(tree.connections)) {
      tree.connections = tree.connections.map((connection: unknown) =>
        isTree(connection) ? without(connection, key) : connection,
      );
    }
  }
  return tree;
}

function withValue(tree: Tree, [step, ...further]: Variable["path"], value: unknown): Tree {
  const [next, ...rest] = further;
  if (next === undefined) return { ...tree, [step]: value };
  const below = tree[step];
  return { ...tree, [step]: withValue(isTree(below) ? below : {}, [next, ...rest], value) };
}

function without(tree: Tree, key: string): Tree {
  const { [key]: _left, ...rest } = tree;
  return rest;
}
