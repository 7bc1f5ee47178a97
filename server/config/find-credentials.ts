import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Variables that configure a credential, in the order of the official chain (docs/dsw-api.md, "Credentials"). */
const variables = [
  "ALIBABA_CLOUD_ACCESS_KEY_ID",
  "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
  "ALIBABA_CLOUD_ROLE_ARN",
  "ALIBABA_CLOUD_PROFILE",
  "ALIBABA_CLOUD_CREDENTIALS_FILE",
  "ALIBABA_CLOUD_ECS_METADATA",
  "ALIBABA_CLOUD_CREDENTIALS_URI",
];

/** Names of the variables and files that configure a credential; never what is in them. */
export function findCredentials(
  env: Readonly<Record<string, string | undefined>>,
  fileExists: (path: string) => boolean = existsSync,
): string[] {
  const home = env.HOME?.trim() || homedir();
  const cliProfileIsOff = env.ALIBABA_CLOUD_CLI_PROFILE_DISABLED?.toLowerCase() === "true";
  const files = [
    ...(cliProfileIsOff ? [] : [join(home, ".aliyun", "config.json")]),
    join(home, ".alibabacloud", "credentials"),
  ];
  return [...variables.filter((name) => env[name]?.trim()), ...files.filter(fileExists)];
}
