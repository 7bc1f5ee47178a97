import type { Config } from "../config/config";
import type { Environment } from "../config/environment";
import type { CredentialConfig } from "../config/schema";

/** Secrets of the environment that the configuration itself does not read. */
const variables = ["ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN"];

/** The secrets that are known at start, so that no log line can contain them, whatever they look like. */
export function secretsOf(config: Config, env: Environment): string[] {
  const secrets = [
    ...variables.map((name) => env[name]?.trim()),
    ...config.connections.flatMap(({ credential }) => ofCredential(credential)),
    ...ofAddress(config.index?.databaseUrl ?? null),
    config.metrics?.token,
    config.access.oidc?.clientSecret,
    ...(config.access.sessionKeys ?? []),
  ];
  return secrets.flatMap((secret) => secret || []);
}

function ofCredential(credential: CredentialConfig): (string | undefined)[] {
  switch (credential.type) {
    case "accessKey":
      return [credential.secret, credential.securityToken];
    case "ramRole":
      return [credential.externalId, ...ofCredential(credential.base)];
    default:
      return [];
  }
}

/** The password of a database's address, as it stands there and as it is meant. */
function ofAddress(address: string | null): string[] {
  if (address === null || !URL.canParse(address)) return [];
  const { password } = new URL(address);
  return [password, decodeURIComponent(password)];
}
