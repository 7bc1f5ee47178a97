import type { CredentialsProvider } from "@alicloud/credentials";
import type { CredentialConfig } from "../config/schema";
import { type CredentialSource, fixedCredential, libraryCredential } from "../dsw";

/** Where a configured credential comes from; a provider is built when it is first needed. */
export function credentialSource(config: CredentialConfig): CredentialSource {
  if (config.type !== "accessKey")
    return libraryCredential(nameOf(config), () => providerOf(config));
  const { id, secret, securityToken } = config;
  return fixedCredential("configured access key", {
    accessKeyId: id,
    accessKeySecret: secret,
    ...(securityToken === undefined ? {} : { securityToken }),
  });
}

/** As in "found by the profile prod". Role names are left out: they hold the account's id. */
function nameOf(config: CredentialConfig): string {
  switch (config.type) {
    case "default":
      return "default credential chain";
    case "accessKey":
      return "configured access key";
    case "profile":
      return `profile ${config.name}`;
    case "ramRole":
      return `RAM role that the ${nameOf(config.base)} assumes`;
    case "oidcRole":
      return "OIDC role";
    case "ecsRole":
      return "ECS RAM role";
    case "uri":
      return "credentials URI";
  }
}

/** The official library's provider. What is left out it takes from the variables of the environment. */
async function providerOf(config: CredentialConfig): Promise<CredentialsProvider> {
  const library = await import("@alicloud/credentials");
  switch (config.type) {
    case "default":
      return library.DefaultCredentialsProvider.builder().build();
    case "accessKey": {
      const { id, secret, securityToken } = config;
      return securityToken === undefined
        ? library.StaticAKCredentialsProvider.builder()
            .withAccessKeyId(id)
            .withAccessKeySecret(secret)
            .build()
        : library.StaticSTSCredentialsProvider.builder()
            .withAccessKeyId(id)
            .withAccessKeySecret(secret)
            .withSecurityToken(securityToken)
            .build();
    }
    case "profile":
      return library.CLIProfileCredentialsProvider.builder().withProfileName(config.name).build();
    case "ramRole": {
      const builder = library.RAMRoleARNCredentialsProvider.builder()
        .withCredentialsProvider(await providerOf(config.base))
        .withRoleArn(config.roleArn)
        .withRoleSessionName("snapdeck");
      if (config.externalId !== undefined) builder.withExternalId(config.externalId);
      return builder.build();
    }
    case "oidcRole": {
      const builder =
        library.OIDCRoleArnCredentialsProvider.builder().withRoleSessionName("snapdeck");
      if (config.roleArn !== undefined) builder.withRoleArn(config.roleArn);
      if (config.providerArn !== undefined) builder.withOIDCProviderArn(config.providerArn);
      if (config.tokenFile !== undefined) builder.withOIDCTokenFilePath(config.tokenFile);
      return builder.build();
    }
    case "ecsRole": {
      const builder = library.ECSRAMRoleCredentialsProvider.builder();
      if (config.roleName !== undefined) builder.withRoleName(config.roleName);
      return builder.build();
    }
    case "uri":
      return library.URICredentialsProvider.builder().withCredentialsURI(config.uri).build();
  }
}
