import type { AccessMode, AccessTree } from "../config/access";
import { isInRanges, parseAddress, parseAddressRange } from "../config/address-ranges";
import { ProblemError } from "../problems/problem";
import { boundIdentity, type Identity, knownGroups } from "./identity";
import { createOidc, type Fetch, type Oidc } from "./oidc";
import { scopesOf, type ViewerRules, viewerOf } from "./rules";
import { createSealer, createSessions, randomSecret, type Sessions } from "./session";
import { findToken, isToken, readTokens } from "./tokens";
import { everyone, type Viewer } from "./viewer";

/** A request, as far as it matters for who sent it. */
export interface AccessRequest {
  header(name: string): string | undefined;
  cookie(name: string): string | undefined;
  /** The address that the request itself came from. */
  peer: string;
}

export interface Admission {
  viewer: Viewer;
  /** The session's cookie, anew, for its idle time to begin again; null where that is not due. */
  renewed: string | null;
}

/** Who may come in, and as whom. */
export interface Access {
  mode: AccessMode;
  /** @throws {ProblemError} `access.signIn` when nobody is signed in, `access.refused` for who may not come in */
  admit(request: AccessRequest): Promise<Admission>;
  /** Signing in by a provider; null in every other mode. */
  oidc: Oidc | null;
  session: SessionCookie;
  /** Where a proxy signs people out; null where it is not said, and in every other mode. */
  proxySignOut: string | null;
  /** Reads rules and tokens anew. @throws {Error} when they have mistakes; nothing changes then */
  reload(config: AccessTree): void;
}

/** The cookie that holds a session. */
export interface SessionCookie {
  name: string;
  secure: boolean;
  seal(identity: Identity): Promise<string>;
  maxAgeSeconds: number;
}

export interface AccessSettings {
  basePath: string;
  fetch: Fetch;
  /** Milliseconds since the epoch. */
  now: () => number;
}

const hourMs = 3_600_000;

/**
 * The access that the configuration asks for.
 * @throws {Error} when the file of tokens cannot be read
 */
export function createAccess(config: AccessTree, settings: AccessSettings): Access {
  const { basePath, now } = settings;
  const mode = config.mode ?? "loopback";
  const url = config.url?.replace(/\/$/, "") ?? null;
  const secure = url?.startsWith("https:") ?? false;
  const keys = config.sessionKeys ?? [randomSecret()];
  const absoluteMs = (config.session?.hours ?? 12) * hourMs;
  const sessions = createSessions(createSealer(keys, "session"), {
    idleMs: (config.session?.idleMinutes ?? 240) * 60_000,
    absoluteMs,
  });
  const name = sessionCookieName(secure, basePath);
  let current = rulesAndTokens(config);
  const oidc =
    mode === "oidc" && config.oidc && url !== null
      ? createOidc({
          ...config.oidc,
          redirectUrl: `${url}${basePath}/auth/callback`,
          signedOutUrl: `${url}${basePath}/auth/signed-out`,
          configuredGroups: () => current.groups,
          sealer: createSealer(keys, "sign-in"),
          fetch: settings.fetch,
          now,
        })
      : null;
  const ofProxy =
    mode === "proxy" && config.proxy ? proxyIdentity(config.proxy, () => current.groups) : null;

  const byToken = ({ header }: AccessRequest): Viewer | null => {
    const [, text] = /^Bearer +(\S+)$/i.exec(header("authorization")?.trim() ?? "") ?? [];
    // A bearer of another kind is the proxy's own affair.
    if (text === undefined || !isToken(text)) return null;
    const token = findToken(current.tokens, text, now());
    if (token === null)
      throw new ProblemError("access.signIn", "The token is not known, or is over.");
    const all = [{ connections: "all" as const }];
    return {
      id: `token ${token.name}`,
      name: token.name,
      owner: null,
      operator: token.rules === undefined,
      readOnly: true,
      scopeOf: scopesOf(token.rules ?? all, null),
    };
  };
  const bySession = async ({ cookie }: AccessRequest): Promise<Admission> => {
    const session = await sessionOf(sessions, cookie(name), now());
    if (session === null)
      throw new ProblemError("access.signIn", "Nobody is signed in, or no longer.");
    const renewed = session.isDue
      ? await sessions.seal(session.identity, now(), session.begunAt)
      : null;
    return { viewer: viewerOf(session.identity, current.rules), renewed };
  };

  return {
    mode,
    oidc,
    proxySignOut: ofProxy === null ? null : (config.proxy?.signOutUrl ?? null),
    session: {
      name,
      secure,
      seal: (identity) => sessions.seal(identity, now()),
      maxAgeSeconds: absoluteMs / 1000,
    },
    async admit(request) {
      if (mode === "loopback" || mode === "open") return { viewer: everyone, renewed: null };
      const script = byToken(request);
      if (script !== null) return { viewer: script, renewed: null };
      if (ofProxy !== null) {
        return { viewer: viewerOf(ofProxy(request), current.rules), renewed: null };
      }
      if (oidc !== null) return bySession(request);
      throw new ProblemError("access.signIn", "A token is needed.");
    },
    reload(anew) {
      current = rulesAndTokens(anew);
    },
  };
}

/** For a server that this machine alone reaches, and that asks nobody who he is. */
export const loopbackAccess = (): Access =>
  createAccess(
    {},
    {
      basePath: "",
      fetch: () => Promise.reject(new Error("nobody signs in here")),
      now: Date.now,
    },
  );

interface Current {
  rules: ViewerRules;
  tokens: ReturnType<typeof readTokens>;
  /** Only these groups of a person matter, and only they are kept. */
  groups: ReadonlySet<string>;
}

const rulesAndTokens = (config: AccessTree): Current => ({
  rules: { rules: config.rules ?? null, operators: config.operators ?? null },
  tokens: config.tokensFile === undefined ? [] : readTokens(config.tokensFile),
  groups: groupsOf(config),
});

/** The groups that the configuration names anywhere. */
function groupsOf({ rules = [], operators, oidc }: AccessTree): ReadonlySet<string> {
  const allow = oidc === undefined || oidc.allow === "everybody" ? {} : oidc.allow;
  return new Set([...rules, operators ?? {}, allow].flatMap(({ groups }) => groups ?? []));
}

/** `__Host-` keeps other hosts of the domain from setting it. Two Snapdecks below one host do not share it. */
const sessionCookieName = (secure: boolean, basePath: string) =>
  `${secure ? "__Host-" : ""}snapdeck${basePath.replace(/[^\w-]+/g, "-")}`;

const sessionOf = async (sessions: Sessions, text: string | undefined, now: number) =>
  text === undefined ? null : sessions.open(text, now);

/** Whom a proxy says that it has signed in. Nobody but the listed proxies is believed. */
function proxyIdentity(
  proxy: NonNullable<AccessTree["proxy"]>,
  configuredGroups: () => ReadonlySet<string>,
): (request: AccessRequest) => Identity {
  const listed = proxy.from.map(parseAddressRange).filter((range) => range !== null);
  return ({ header, peer }) => {
    const address = parseAddress(peer);
    if (address === null || !isInRanges(address, listed)) {
      throw new ProblemError("access.refused", "Requests are taken from the sign-in proxy alone.");
    }
    const said = (name: string | undefined) => {
      const text = name === undefined ? "" : (header(name)?.trim() ?? "");
      return text === "" ? null : text;
    };
    const subject = said(proxy.userHeader);
    const groups = (said(proxy.groupsHeader) ?? "").split(",").map((one) => one.trim());
    const identity =
      subject === null
        ? null
        : boundIdentity({
            subject,
            email: said(proxy.emailHeader),
            name: said(proxy.nameHeader),
            groups: knownGroups(groups, configuredGroups()),
            owner: said(proxy.ownerHeader),
          });
    if (identity !== null) return identity;
    throw new ProblemError("access.signIn", "The sign-in proxy named nobody.");
  };
}
