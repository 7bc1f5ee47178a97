import * as client from "openid-client";
import { z } from "zod";
import type { AccessTree } from "../config/access";
import { boundIdentity, type Identity, knownGroups } from "./identity";
import { isAmong } from "./rules";
import type { Sealer } from "./session";

type OidcConfig = NonNullable<AccessTree["oidc"]>;

/** Like the global `fetch`, by the ways out that are configured. */
export type Fetch = (
  url: string,
  request: {
    method?: string;
    headers?: Record<string, string>;
    body?: string | URLSearchParams | Uint8Array | ArrayBuffer | null;
    signal?: AbortSignal;
  },
) => Promise<Response>;

/** What the browser keeps while its user is at the provider. */
const flowSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  until: z.number(),
});

/** Where to send the browser, and what it must bring back. */
export interface SignInStart {
  location: string;
  /** Of this attempt alone: several tabs may sign in at once. */
  cookie: { name: string; value: string };
}

export type SignInResult =
  | { outcome: "signedIn"; identity: Identity; returnTo: string; cookieName: string }
  /** Whoever it is may not come in. */
  | { outcome: "refused"; who: string; cookieName: string | null }
  /** The attempt was not ours, was too old, or the provider said something else than it should. */
  | { outcome: "failed"; why: string; cookieName: string | null };

export interface OidcSettings extends OidcConfig {
  /** Where the provider sends the browser back to. */
  redirectUrl: string;
  /** Where it sends it once it has signed out. */
  signedOutUrl: string;
  /** Groups that the configuration names anywhere, now: rules may be read anew. */
  configuredGroups: () => ReadonlySet<string>;
  sealer: Sealer;
  fetch: Fetch;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** How long somebody may take at the provider. */
const flowMs = 10 * 60_000;
/** The discovery document is kept for so long; keys are asked for at every sign-in, so a new one counts at once. */
const discoveredForMs = 10 * 60_000;
const callMs = 10_000;
const standardScopes = ["openid", "profile", "email"];

export const flowCookiePrefix = "snapdeck-sign-in-";

/**
 * Signing in by OpenID Connect: the authorization code flow with PKCE (RFC 7636), state and nonce, the ID token's
 * signature, issuer, audience and times checked.
 */
export function createOidc(settings: OidcSettings) {
  const { now, sealer } = settings;
  let known: { at: number; server: client.ServerMetadata } | null = null;

  const fetchAs: client.CustomFetch = (url, { body, headers, method, signal }) =>
    settings.fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body: bodyOf(body) }),
      ...(signal ? { signal } : {}),
    });

  /** A configuration of its own for every attempt: none has keys that another one was given long ago. */
  async function configuration(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = settings;
    const insecure = isLoopbackAddress(issuer) ? [client.allowInsecureRequests] : [];
    if (known === null || now() - known.at > discoveredForMs) {
      const found = await client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
        [client.customFetch]: fetchAs,
        timeout: callMs / 1000,
        execute: insecure,
      });
      known = { at: now(), server: found.serverMetadata() };
    }
    const { token_endpoint_auth_methods_supported: methods = ["client_secret_basic"] } =
      known.server;
    const authentication =
      clientSecret === undefined
        ? client.None()
        : methods.includes("client_secret_post")
          ? client.ClientSecretPost(clientSecret)
          : client.ClientSecretBasic(clientSecret);
    const made = new client.Configuration(
      known.server,
      clientId,
      {
        ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
        [client.clockTolerance]: settings.clockToleranceSeconds ?? 30,
      },
      authentication,
    );
    made[client.customFetch] = fetchAs;
    made.timeout = callMs / 1000;
    for (const allow of insecure) allow(made);
    client.enableNonRepudiationChecks(made);
    return made;
  }

  const cookieNameOf = (state: string) => flowCookiePrefix + state.slice(0, 12);

  return {
    /**
     * @param asOther whether the provider is to ask anew who it is
     * @throws {Error} when the provider does not answer
     */
    async start(returnTo: string, asOther = false): Promise<SignInStart> {
      const config = await configuration();
      const flow = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        returnTo,
        until: now() + flowMs,
      };
      const location = client.buildAuthorizationUrl(config, {
        redirect_uri: settings.redirectUrl,
        scope: (settings.scopes ?? standardScopes).join(" "),
        state: flow.state,
        nonce: flow.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(flow.verifier),
        code_challenge_method: "S256",
        // Somebody who was refused may have another account, which the provider would not ask for by itself.
        ...(asOther ? { prompt: "login" } : {}),
      });
      return {
        location: location.href,
        cookie: { name: cookieNameOf(flow.state), value: await sealer.seal(flow) },
      };
    },

    /**
     * Ends an attempt. Never rejects: what went wrong is in the result.
     * @param query of the address that the provider sent the browser to
     * @param cookieOf the cookies that it brought along
     */
    async finish(
      query: URLSearchParams,
      cookieOf: (name: string) => string | undefined,
    ): Promise<SignInResult> {
      const state = query.get("state") ?? "";
      const cookieName = cookieNameOf(state);
      const kept = cookieOf(cookieName);
      const flow = flowSchema.safeParse(kept === undefined ? null : await sealer.open(kept)).data;
      if (flow === undefined || flow.state !== state || now() > flow.until) {
        const found = kept === undefined ? null : cookieName;
        return {
          outcome: "failed",
          why: "the sign-in is not one of ours, or took too long",
          cookieName: found,
        };
      }
      try {
        const config = await configuration();
        const url = new URL(settings.redirectUrl);
        url.search = query.toString();
        const tokens = await client.authorizationCodeGrant(config, url, {
          expectedState: flow.state,
          expectedNonce: flow.nonce,
          pkceCodeVerifier: flow.verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) throw new Error("the provider gave no ID token");
        const all = { ...(await furtherClaims(config, tokens, claims.sub)), ...claims };
        const { identity, groups } = identityOf(all);
        const bound = boundIdentity(identity);
        if (bound === null || !isAllowed(bound, groups)) {
          return { outcome: "refused", who: bound?.email ?? bound?.subject ?? "", cookieName };
        }
        return { outcome: "signedIn", identity: bound, returnTo: flow.returnTo, cookieName };
      } catch (error) {
        return { outcome: "failed", why: reasonOf(error), cookieName };
      }
    },

    /** Where the provider ends its own session; null when it offers no such thing or cannot be asked. */
    async signOutAddress(): Promise<string | null> {
      try {
        const config = await configuration();
        if (config.serverMetadata().end_session_endpoint === undefined) return null;
        return client.buildEndSessionUrl(config, {
          client_id: settings.clientId,
          post_logout_redirect_uri: settings.signedOutUrl,
        }).href;
      } catch {
        return null;
      }
    },
  };

  /** Many providers tell groups and addresses only there; what the ID token says wins. */
  async function furtherClaims(
    config: client.Configuration,
    tokens: client.TokenEndpointResponse,
    subject: string,
  ): Promise<Record<string, unknown>> {
    if (config.serverMetadata().userinfo_endpoint === undefined) return {};
    return client.fetchUserInfo(config, tokens.access_token, subject);
  }

  function identityOf(claims: Record<string, unknown>) {
    const groups = listOf(claims[settings.groupsClaim ?? "groups"]);
    const verified = claims.email_verified !== false && claims.email_verified !== "false";
    const identity: Identity = {
      subject: textOf(claims.sub) ?? "",
      // An address that is known not to be checked could be anybody's.
      email: verified ? (textOf(claims.email)?.toLowerCase() ?? null) : null,
      name: textOf(claims.name) ?? textOf(claims.preferred_username),
      groups: knownGroups(groups, settings.configuredGroups()),
      owner: settings.ownerClaim === undefined ? null : textOf(claims[settings.ownerClaim]),
    };
    return { identity, groups };
  }

  function isAllowed(identity: Identity, groups: readonly string[]): boolean {
    const { allow } = settings;
    if (allow === "everybody") return true;
    const { domains = [], ...persons } = allow;
    const domain = identity.email?.split("@").at(-1) ?? "";
    const named = Object.values(persons).some((list) => list !== undefined);
    return (
      (domain !== "" && domains.some((one) => one.toLowerCase() === domain)) ||
      (persons.groups ?? []).some((name) => groups.includes(name)) ||
      (named && isAmong({ emails: [], ...persons }, identity))
    );
  }
}
export type Oidc = ReturnType<typeof createOidc>;

const textOf = (value: unknown): string | null =>
  typeof value === "string" && value !== ""
    ? value
    : typeof value === "number"
      ? String(value)
      : null;

/** A claim of several texts; some providers give one text with commas or spaces. */
const listOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter((one) => typeof one === "string")
    : typeof value === "string"
      ? value.split(/[,\s]+/).filter(Boolean)
      : [];

const bodyOf = (body: client.FetchBody) =>
  body === null || body === undefined || body instanceof ReadableStream ? null : body;

const isLoopbackAddress = (address: string) =>
  /^http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)(?::\d+)?(?:\/|$)/.test(address);

/** What the provider refused, in its own code where it has one; never a token or a claim. */
function reasonOf(error: unknown): string {
  if (
    error instanceof client.AuthorizationResponseError ||
    error instanceof client.ResponseBodyError
  ) {
    return `the provider answered ${error.error}`;
  }
  if (error instanceof client.ClientError) return `${error.message} (${error.code ?? "unknown"})`;
  return error instanceof Error ? error.message : "unknown";
}
