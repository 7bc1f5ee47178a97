import { maskAccessKeys, maskIdentities, redacted } from "./redact";

/** A secret's name with what stands between it and its value: `password=`, `"token": "`, `--secret `. */
const named =
  /((?:(?:passw(?:or)?d|passphrase|secret|token|credentials?|access[_-]?key(?:[_-]?id)?|api[_-]?key|private[_-]?key|signature)|\b(?:pwd|auth|authorization|x-registry-auth)|密码|口令|密钥|令牌)["'”]?\s{0,3}[:=：]\s{0,3}(?:(?:bearer|basic)\s{1,3})?)(?:"[^"\n]{0,4000}"|'[^'\n]{0,4000}'|[^\s"',;&，。；]{1,4000})/gi;
const flag = /((?:^|\s)--?(?:password|passwd|token|secret)[\s=]{1,3})[^\s"']{1,4000}/gi;
const loginFlag = /(\blogin\b[^\n]{0,300}?\s-p[\s=]{0,3})[^\s"']{1,4000}/gi;
const scheme = /(\b(?:bearer|basic)\s{1,3})[\w.~+/=-]{8,4000}/gi;
const inAddress = /(\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@]{1,400}@/gi;
const webToken = /\beyJ[\w-]{8,4000}\.[\w-]{8,4000}(?:\.[\w-]{0,4000})?/g;
const privateKey =
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]{0,8000}?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g;

/** Security tokens begin with the encoding of the same bytes, and signatures stand in an address or a header. */
const securityToken = /\bCAIS[\w+/=%-]{20,4000}/g;
const signatureHeader = /(\bACS3-HMAC-SHA256\s{1,3})[^\n]{1,4000}/g;

/** A text without passwords, tokens, keys, signatures and logins in addresses, known by their shapes or by what stands before. */
export function removeSecrets(text: string): string {
  const withoutSecrets = text
    .replace(privateKey, redacted)
    .replace(inAddress, `$1${redacted}@`)
    .replace(signatureHeader, `$1${redacted}`)
    .replace(named, `$1${redacted}`)
    .replace(flag, `$1${redacted}`)
    .replace(loginFlag, `$1${redacted}`)
    .replace(scheme, `$1${redacted}`)
    .replace(webToken, redacted)
    .replace(securityToken, redacted);
  return maskAccessKeys(withoutSecrets);
}

/**
 * Free text of the service for a reader of the team: secrets are removed, and who it was, as in what is shared. Names
 * of images and registries are kept: they stand beside it anyway.
 */
export const redactFreeText = (text: string): string => maskIdentities(removeSecrets(text));
