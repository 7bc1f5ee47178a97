import { DswError } from "./errors";

/** A key pair, with the token of a temporary (STS) one. */
export interface Credential {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string;
  /** For people: which provider of a chain gave it, such as `default/env`. */
  provider?: string;
}

/** Where the signer's key pair comes from. */
export interface CredentialSource {
  /** For people, for example `default chain` or `emulator`; never secret. */
  readonly name: string;
  /** The current key pair. @throws DswError `credentials.missing` */
  get(): Promise<Credential>;
  /** Drops what is cached and asks again: for the one retry after an expired token. */
  renew(): Promise<Credential>;
}

/** A key pair that never changes, such as the emulator's. */
export function fixedCredential(name: string, credential: Credential): CredentialSource {
  return { name, get: async () => credential, renew: async () => credential };
}

/** What a provider of the official library gives; its text fields may be missing or empty. */
export interface KeyProvider {
  getCredentials(): Promise<{
    accessKeyId?: string | undefined;
    accessKeySecret?: string | undefined;
    securityToken?: string | undefined;
    providerName?: string | undefined;
  }>;
}

/** Limit on one resolution: off the cloud the chain's metadata step may hang. */
const longestMs = 5_000;

/** Loaded at first use: a server on the emulator never pays for it. */
async function newChain(): Promise<KeyProvider> {
  const { DefaultCredentialsProvider } = await import("@alicloud/credentials");
  return DefaultCredentialsProvider.builder().build();
}

/**
 * The official default chain of `@alicloud/credentials`: environment, OIDC role, CLI profile, credentials
 * file, ECS RAM role, credentials URI.
 *
 * @param options.chain replaces the official chain, in tests.
 */
export const defaultChain = (
  options: { chain?: () => Promise<KeyProvider> } = {},
): CredentialSource => libraryCredential("default credential chain", options.chain ?? newChain);

/**
 * What a provider of `@alicloud/credentials` gives. It renews temporary tokens itself, 15 minutes before they
 * expire.
 *
 * Two habits of version 2.4.7 are guarded against here: its chain settles on the provider it tried last even when
 * that one failed, so a provider that failed is thrown away; and a second caller during its first run gets
 * the result of whichever provider is being tried, so resolutions are shared. Its error texts may quote whole
 * metadata responses, keys included, so none is passed on.
 *
 * @param name for people, as in "by the default credential chain"; never secret
 * @param build makes the provider, and another one after a failure
 */
export function libraryCredential(
  name: string,
  build: () => Promise<KeyProvider>,
): CredentialSource {
  let provider: Promise<KeyProvider> | null = null;
  let pending: Promise<Credential> | null = null;

  async function resolve(): Promise<Credential> {
    provider ??= build();
    const current = provider;
    try {
      return usable(await within(longestMs, async () => (await current).getCredentials()));
    } catch {
      if (provider === current) provider = null;
      throw new DswError({
        code: "credentials.missing",
        message: `No Alibaba Cloud credentials were found by the ${name}.`,
      });
    }
  }

  function shared(): Promise<Credential> {
    pending ??= resolve().finally(() => {
      pending = null;
    });
    return pending;
  }

  return {
    name,
    get: shared,
    renew: () => {
      // A resolution in progress is already fresher than the token that was refused.
      if (pending === null) provider = null;
      return shared();
    },
  };
}

function usable(found: Awaited<ReturnType<KeyProvider["getCredentials"]>>): Credential {
  const { accessKeyId, accessKeySecret, securityToken, providerName } = found;
  if (!accessKeyId || !accessKeySecret) throw new Error("an incomplete key pair");
  return {
    accessKeyId,
    accessKeySecret,
    ...(securityToken ? { securityToken } : {}),
    ...(providerName ? { provider: providerName } : {}),
  };
}

async function within<T>(ms: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("took too long")), ms);
  });
  try {
    return await Promise.race([work(), limit]);
  } finally {
    clearTimeout(timer);
  }
}
