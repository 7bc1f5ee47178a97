import type { Label } from "../contract";

/** Replaces what is removed. */
export const redacted = "***";

const accountId = /(?<![0-9A-Za-z])\d{16}(?![0-9A-Za-z])/g;
const accessKey = /\b(?:LTAI|STS\.)[A-Za-z0-9]{10,}/g;
const email = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g;
const ramName = /(\b(?:user|role|assumed-role|group)\/)[^\s,;"'，。]{1,128}/g;
const imageInText =
  /((?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}(?::\d{1,5})?\/(?:v2\/)?|localhost(?::\d{1,5})?\/(?:v2\/)?)[\w.-]{1,128}(?=\/)/g;
const namedRepository =
  /((?:repository|repo|image|namespace|scope|仓库|镜像|命名空间)(?: name)?["'“「]?[:=]?\s?["'“「`]?(?:repository:)?)[a-z0-9][\w.-]{0,128}(?=\/)/gi;
const namedNamespace =
  /((?:namespace|命名空间)["'“「]?[:=]?\s?["'“「`])[^"'”」`]{1,128}(?=["'”」`])/gi;

/** A text without access key ids. */
export const maskAccessKeys = (text: string): string => text.replace(accessKey, redacted);

/** A text without account ids, access key ids, mail addresses, RAM user and role names. */
export function maskIdentities(text: string): string {
  return maskAccessKeys(text)
    .replace(/(acs:ram::)\d+/g, `$1${redacted}`)
    .replace(accountId, redacted)
    .replace(ramName, `$1${redacted}`)
    .replace(email, redacted);
}

/**
 * A text for people outside the team: account ids (16 digits), access key ids, mail addresses, RAM
 * user and role names, and the registry namespaces in image addresses are removed. The words that
 * name the cause are kept, as are the service's own ids, which support asks for.
 */
export function maskForShare(text: string): string {
  return maskIdentities(text)
    .replace(imageInText, `$1${redacted}`)
    .replace(namedRepository, `$1${redacted}`)
    .replace(namedNamespace, `$1${redacted}`);
}

/** An image address with its namespace removed: everything between the registry and the last segment. */
export function maskImage(image: string): string {
  const [registry, ...rest] = image.split("/");
  const name = rest.pop();
  if (registry === undefined || name === undefined) return maskForShare(image);
  const isRegistry = /[.:]|^localhost$/.test(registry);
  if (!isRegistry) return `${redacted}/${name}`;
  return rest.length === 0 ? `${registry}/${name}` : `${registry}/${redacted}/${name}`;
}

const ownerKey =
  /owner|user|creator|author|mail|account|uid|login|employee|staff|person|contact|principal|phone|负责人|创建|所有者|用户|工号|员工|联系/i;

/** Labels with the value removed where the key suggests a person or an account; other values are masked as texts. */
export function maskLabels(labels: readonly Label[]): Label[] {
  return labels.map(({ key, value }) => ({
    key,
    value: ownerKey.test(key) ? redacted : maskForShare(value),
  }));
}
