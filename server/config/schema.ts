import { z } from "zod";
import { accessSchema } from "./access";
import { parseAddressRange } from "./address-ranges";
import { teamView } from "./team-view";

/** How the log is written: for people, or one JSON object a line; and from which level on. */
export const logFormats = ["pretty", "json"] as const;
export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/*
 * The configuration, once: what a file may say and what the environment's variables are turned into. The JSON
 * Schema for editors is made of it. A message says what is expected; where it was found is added by the reader.
 */

/** Where a secret may stand instead of in the file. */
export interface SecretSources {
  env: Readonly<Record<string, string | undefined>>;
  /** @throws {Error} when the file cannot be read */
  readText(path: string): string;
}

const nowhere: SecretSources = { env: {}, readText: () => "" };

const text = z.string("a text is expected").trim().min(1, "a text is expected");
const wholeNumber = (least: number, most: number, what = "a whole number") => {
  const expected = `${what} from ${least} to ${most} is expected`;
  return z.number(expected).int(expected).min(least, expected).max(most, expected);
};

/** A path that everything may be served under. Dots alone are no segment: browsers take them out of an address. */
const basePath = z
  .string()
  .regex(
    /^(\/(?!\.{1,2}(\/|$))[\w.~-]+)+$/,
    "a path such as /snapdeck is expected, of letters, digits and . _ ~ -, without a slash at its end",
  );
const regionId = z
  .string()
  .regex(/^[a-z]{2}(-[a-z0-9]+)+$/, "a region id such as cn-hangzhou is expected");
const endpoint = z
  .string()
  .refine(
    isEndpoint,
    "a host, or an http:// or https:// address without a user and a path, is expected",
  );
const rateUpTo = (most: number) => {
  const expected = `a number above 0, at most ${most}, is expected`;
  return z.number(expected).positive(expected).max(most, expected);
};
const callRate = rateUpTo(1000);
const clientRate = rateUpTo(100_000);
const burst = wholeNumber(1, 1_000_000);
const pemFile = z
  .string("the path of a PEM file is expected: a certificate and its key belong together")
  .trim()
  .min(1, "the path of a PEM file is expected");
const addressRange = text.refine(
  (given) => parseAddressRange(given) !== null,
  "an IP address or a CIDR such as 10.0.0.0/8 is expected",
);
/** Where the metrics are, below the base path on the server's own port. */
const metricsPath = z
  .string()
  .regex(/^\/(?!api(?:\/|$))[\w-]+(?:\/[\w-]+)*$/, "a path such as /metrics is expected");
/** The last segment of a connection's addresses; `all` stands for every connection there. */
const connectionId = z
  .string()
  .regex(
    /^(?!all$)[a-z0-9][a-z0-9-]{0,62}$/,
    "lower-case letters, digits and hyphens are expected, and not all",
  );

/**
 * The schema of a configuration.
 * @param sources where secrets are looked up that are written as `{ env: NAME }` or `{ file: PATH }`
 */
export function configSchema(sources: SecretSources = nowhere) {
  const secret = z
    .union(
      [text, z.strictObject({ env: text }), z.strictObject({ file: text })],
      "a text, { env: NAME } or { file: PATH } is expected",
    )
    .transform((given, context) => {
      if (typeof given === "string") return given;
      const found = lookUp(given, sources);
      if (found.value !== "") return found.value;
      context.addIssue(found.why);
      return z.NEVER;
    });

  const plainCredentials = [
    z.strictObject({ type: z.literal("default") }),
    z.strictObject({
      type: z.literal("accessKey"),
      id: secret,
      secret,
      securityToken: secret.optional(),
    }),
    z.strictObject({ type: z.literal("profile"), name: text }),
    z.strictObject({
      type: z.literal("oidcRole"),
      roleArn: text.optional(),
      providerArn: text.optional(),
      tokenFile: text.optional(),
    }),
    z.strictObject({ type: z.literal("ecsRole"), roleName: text.optional() }),
    z.strictObject({ type: z.literal("uri"), uri: z.url("an http address is expected") }),
  ] as const;
  const types = "default, accessKey, profile, ramRole, oidcRole, ecsRole or uri is expected";
  const base = z.discriminatedUnion("type", [...plainCredentials], types);
  const credential = z.discriminatedUnion(
    "type",
    [
      ...plainCredentials,
      z.strictObject({
        type: z.literal("ramRole"),
        roleArn: text,
        externalId: secret.optional(),
        /** Who assumes the role. */
        base: base.default({ type: "default" }),
      }),
    ],
    types,
  );
  const ofConnection = {
    endpoint: endpoint.optional(),
    /** Of AIWorkSpace, which knows the images. */
    imageEndpoint: endpoint.optional(),
    workspace: text.optional(),
    rate: callRate.optional(),
    burst: burst.optional(),
    credential: credential.optional(),
  };
  const connection = z.strictObject({
    id: connectionId.optional(),
    label: text.max(80, "at most 80 characters are expected").optional(),
    region: regionId,
    ...ofConnection,
  });
  const databaseUrl = secret.pipe(
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, "an address that begins with postgres:// is expected")
      .refine(
        isReadableAddress,
        "the address cannot be read: special characters in a user or password must be percent-encoded, and the port must be a number",
      ),
  );

  return z.strictObject({
    $schema: z.string().optional(),
    listen: z
      .strictObject({
        host: text.optional(),
        port: wholeNumber(0, 65_535, "a port").optional(),
        keepAliveSeconds: wholeNumber(1, 3600, "a whole number of seconds").optional(),
        allowedHosts: z.array(text).optional(),
        basePath: basePath.optional(),
        trustedProxies: z.array(addressRange, "a list is expected").optional(),
        /** Files of the certificate, with its chain, and of its key, by which HTTPS is spoken. */
        tls: z.strictObject({ cert: pemFile, key: pemFile }).optional(),
        /** What one client may take: requests a second and at once, and connections. */
        limits: z
          .strictObject({
            rate: clientRate.optional(),
            burst: wholeNumber(1, 1_000_000).optional(),
            connections: wholeNumber(1, 1_000_000).optional(),
          })
          .optional(),
      })
      .optional(),
    /** Who may come in where others than this machine reach the server. */
    access: accessSchema(secret).optional(),
    /** A file of certificates: authorities trusted beside the public ones, of the service and of sign-in. */
    tls: z.strictObject({ ca: text.optional() }).optional(),
    /** For every connection that says nothing else. */
    defaults: z.strictObject(ofConnection).optional(),
    connections: z.array(connection, "a list is expected").optional(),
    index: z
      .strictObject({
        enabled: z.boolean("true or false is expected").optional(),
        databaseUrl: databaseUrl.optional(),
        folder: text.optional(),
      })
      .optional(),
    log: z
      .strictObject({
        format: z.enum(logFormats, "pretty or json is expected").optional(),
        level: z.enum(logLevels, `${logLevels.join(", ")} is expected`).optional(),
      })
      .optional(),
    /** For Prometheus: on a port of their own, or on the server's. */
    metrics: z
      .strictObject({
        enabled: z.boolean("true or false is expected").optional(),
        port: wholeNumber(0, 65_535, "a port").optional(),
        host: text.optional(),
        path: metricsPath.optional(),
        /** What a scrape has to bring as its bearer token. */
        token: secret.optional(),
      })
      .optional(),
    /** Whether groups of failures are acknowledged, muted and resolved here. */
    triage: z
      .strictObject({ enabled: z.boolean("true or false is expected").optional() })
      .optional(),
    cacheMegabytes: wholeNumber(8, 65_536, "a whole number of megabytes").optional(),
    linkPreview: z.enum(["address", "names"], "address or names is expected").optional(),
    /** The team's own causes and views, here or in files of their own. */
    causes: z.array(z.unknown(), "a list is expected").max(500).optional(),
    causesFile: text.optional(),
    views: z.array(teamView, "a list is expected").max(100).optional(),
    viewsFile: text.optional(),
  });
}

/** A configuration with its secrets in their places. */
export type ConfigTree = z.output<ReturnType<typeof configSchema>>;
/** Where a connection's key pair comes from. */
export type CredentialConfig = NonNullable<NonNullable<ConfigTree["defaults"]>["credential"]>;

/** A mistake and where it is. */
export type ConfigIssue = Pick<z.core.$ZodIssue, "path" | "message">;

/** Connections whose id another one before them has; found beside whatever else is wrong with them. */
export function repeatedIds(tree: unknown): ConfigIssue[] {
  const { data } = withIds.safeParse(tree);
  const ids = (data?.connections ?? []).map((connection) => connection?.id ?? connection?.region);
  return ids.flatMap((id, at) =>
    id === undefined || ids.indexOf(id) === at
      ? []
      : [
          {
            path: ["connections", at, "id"],
            message: "each connection's id may be used only once",
          },
        ],
  );
}

const maybeText = z.string().optional().catch(undefined);
const withIds = z.object({
  connections: z.array(z.object({ id: maybeText, region: maybeText }).optional().catch(undefined)),
});

function lookUp(given: { env: string } | { file: string }, { env, readText }: SecretSources) {
  if ("env" in given) {
    return { value: env[given.env]?.trim() ?? "", why: `the variable ${given.env} is not set` };
  }
  try {
    return { value: readText(given.file).trim(), why: `the file ${given.file} is empty` };
  } catch {
    return { value: "", why: `the file ${given.file} cannot be read` };
  }
}

/** Whether the text is a host or an http(s) address and nothing more. */
function isEndpoint(given: string): boolean {
  const address = /^https?:\/\//i.test(given) ? given : `https://${given}`;
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
