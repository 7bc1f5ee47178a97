import { isIP } from "node:net";
import { z } from "zod";
import { parseAddressRange } from "./address-ranges";

/** Who may come in where others than this machine reach the server. */
export const accessModes = ["oidc", "proxy", "token", "open"] as const;
/** On loopback, whoever is on this machine; elsewhere as the configuration says. */
export type AccessMode = "loopback" | (typeof accessModes)[number];

const text = z.string("a text is expected").trim().min(1, "a text is expected");
const texts = z.array(text, "a list of texts is expected").min(1, "at least one is expected");
const duration = (least: number, most: number, unit: string) => {
  const expected = `a whole number of ${unit} from ${least} to ${most} is expected`;
  return z.number(expected).int(expected).min(least, expected).max(most, expected);
};

/** An origin such as `https://snapdeck.example.com`: where browsers reach the server. */
const publicUrl = z.string("an address is expected").refine((given) => {
  if (!/^https?:\/\//i.test(given) || !URL.canParse(given)) return false;
  return new URL(given).href === `${new URL(given).origin}/`;
}, "an http:// or https:// address without a path is expected");

const addressRange = z
  .string("an address or a CIDR is expected")
  .refine((given) => parseAddressRange(given) !== null, "an address or a CIDR is expected");

const headerName = z
  .string("a header's name is expected")
  .regex(/^[A-Za-z0-9-]{1,64}$/, "a header's name is expected")
  .transform((name) => name.toLowerCase());

const who = {
  /** Names of groups, addresses, and subjects, of which a person needs one. */
  groups: texts.optional(),
  emails: texts.optional(),
  subjects: texts.optional(),
};

const shown = {
  connections: z.union([z.literal("all"), texts], "all, or a list of ids, is expected"),
  /** Ids of workspaces; every workspace when absent. */
  workspaces: texts.optional(),
  /** `self`: one's own instances alone. */
  owner: z.literal("self", "self is expected").optional(),
};

/** Which people see what: without any of who, everybody who may come in. */
export const accessRuleSchema = z.strictObject({ ...who, ...shown });
export type AccessRule = z.output<typeof accessRuleSchema>;

/** What a token lets see; nobody's own instances, since a token is nobody. */
const tokenRuleSchema = z.strictObject({
  connections: shown.connections,
  workspaces: shown.workspaces,
});

/** A token as it is kept: what it was made of cannot be found from it. */
export const tokenSchema = z.strictObject({
  name: text.max(80, "at most 80 characters are expected"),
  hash: z
    .string("a hash is expected")
    .regex(/^sha256:[0-9a-f]{64}$/, "sha256: and 64 hexadecimal digits are expected"),
  expires: z.iso.datetime({
    error: "a time such as 2027-01-31T00:00:00Z is expected",
    offset: true,
  }),
  /** Everything when absent. */
  rules: z.array(tokenRuleSchema, "a list is expected").optional(),
});
export type StoredToken = z.output<typeof tokenSchema>;

/** A file of tokens. */
export const tokenFileSchema = z.strictObject({ tokens: z.array(tokenSchema) });

/** The part of the configuration that says who may come in. @param secret how a secret is written */
export function accessSchema(secret: z.ZodType<string, unknown>) {
  const oidc = z.strictObject({
    /** Whoever signs people in; its discovery document is below this address. */
    issuer: z.url({ protocol: /^https?$/, error: "an http address is expected" }),
    clientId: text,
    clientSecret: secret.optional(),
    scopes: texts.optional(),
    groupsClaim: text.optional(),
    /** The claim that holds the id (`UserId`) by which the service knows an instance's owner. */
    ownerClaim: text.optional(),
    clockToleranceSeconds: duration(0, 300, "seconds").optional(),
    /** Which of those that the issuer knows may come in. */
    allow: z.union(
      [
        z.literal("everybody"),
        z
          .strictObject({ domains: texts.optional(), ...who })
          .refine(
            (allow) => Object.values(allow).some((list) => list !== undefined),
            "domains, groups, emails or subjects are expected",
          ),
      ],
      "everybody, or domains, groups, emails or subjects, is expected",
    ),
  });
  const proxy = z.strictObject({
    /** The proxies that sign people in; a request from any other address is refused. */
    from: z.array(addressRange, "a list is expected").min(1, "at least one is expected"),
    userHeader: headerName,
    emailHeader: headerName.optional(),
    nameHeader: headerName.optional(),
    /** Groups, by comma. */
    groupsHeader: headerName.optional(),
    ownerHeader: headerName.optional(),
    /** Where the proxy signs people out: a path of this host, or an address. */
    signOutUrl: text.optional(),
  });
  return z.strictObject({
    mode: z.enum(accessModes, `one of ${accessModes.join(", ")} is expected`).optional(),
    /** Where browsers reach the server. */
    url: publicUrl.optional(),
    oidc: oidc.optional(),
    proxy: proxy.optional(),
    /** A file of tokens for scripts, as `npm run token` writes it. */
    tokensFile: text.optional(),
    /** What sessions are encrypted by: the first one encrypts, all of them decrypt. */
    sessionKeys: z
      .array(
        secret.refine((key) => key.length >= 32, "at least 32 characters are expected"),
        "a list is expected",
      )
      .min(1, "at least one is expected")
      .optional(),
    session: z
      .strictObject({
        idleMinutes: duration(5, 43_200, "minutes").optional(),
        hours: duration(1, 720, "hours").optional(),
      })
      .optional(),
    /** What those who may come in are shown; everything when absent. */
    rules: z.array(accessRuleSchema, "a list is expected").max(1000).optional(),
    /** Who sees the operators' page; whoever sees everything when absent. */
    operators: z.strictObject(who).optional(),
  });
}

export type AccessTree = z.output<ReturnType<typeof accessSchema>>;

/** Whether a server that listens there can be reached from this machine alone. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  if (isIP(bare) === 4) return bare.startsWith("127.");
  if (isIP(bare) === 6) return new URL(`http://[${bare}]`).hostname === "[::1]";
  return bare === "localhost";
}

/** What a mode needs and lacks, as sentences; each names the part of the configuration. */
export function accessMistakes(access: AccessTree | undefined, host: string): string[] {
  const mode = access?.mode;
  if (mode === undefined) {
    const open = isLoopback(host)
      ? []
      : [
          `HOST is ${JSON.stringify(host)}, which others than this machine can reach, and it is not said who may come in: set SNAPDECK_ACCESS to one of ${accessModes.join(", ")} (docs/security.md). With open, whoever reaches the server sees everything that its credentials list.`,
        ];
    return open;
  }
  const needs = (part: string, why: string) => `access.${part} is missing: ${why}.`;
  return [
    ...(mode === "oidc" && !access?.oidc
      ? [needs("oidc", "with oidc, the configuration file says who signs people in")]
      : []),
    ...(mode === "oidc" && !access?.url
      ? [needs("url", "set SNAPDECK_URL to where browsers reach the server")]
      : []),
    ...(mode === "proxy" && !access?.proxy
      ? [
          needs(
            "proxy",
            "with proxy, the configuration file says which headers of which proxy count",
          ),
        ]
      : []),
    ...(mode === "token" && !access?.tokensFile
      ? [needs("tokensFile", "set SNAPDECK_TOKENS to a file that npm run token writes")]
      : []),
  ];
}
