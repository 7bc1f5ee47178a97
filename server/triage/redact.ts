import type { Label } from "../contract";

/** Replaces what is removed. */
export const redacted = "***";

/** Of accounts, RAM users and roles: 16 digits for an account, 18 for a user, up to 20 in use. */
const accountId = /(?<![0-9A-Za-z])\d{16,20}(?![0-9A-Za-z])/g;
// A name that was taken out before, as stars, may be a part of what goes by its shape.
const email = /[\w.*+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g;
const ramName = /(\b(?:user|role|assumed-role|group)\/)[^\s,;"'，。]{1,128}/g;
const namedUser =
  /(\buser(?:[_-]?name)?["'”]?\s?[=:：]\s?|\s-u[\s=]|(?:用户名?|负责人|所有者)\s?[:：“"])(?!\*\*\*)["'“]?[^\s,;"'”，。；&]{1,128}/gi;
const quotedUser = /(\b(?:user|owner|creator) ["'“])[^"'”]{1,128}(?=["'”])/gi;
const homeFolder = /(\/(?:home|Users)\/)[^\s/:"',;]{1,128}/g;

/** A text without account ids, mail addresses, and names of users and RAM roles where they can be told. */
export function maskIdentities(text: string): string {
  return text
    .replace(/(acs:ram::)\d{1,20}/g, `$1${redacted}`)
    .replace(accountId, redacted)
    .replace(ramName, `$1${redacted}`)
    .replace(email, redacted);
}

const host = "(?:[A-Za-z0-9*-]{1,63}\\.){1,6}[A-Za-z]{2,24}|localhost|\\d{1,3}(?:\\.\\d{1,3}){3}";
const segment = "[\\w.*-]{1,128}";
/** What follows a repository in an address of the registry's API. */
const afterRepository = "(?:manifests|blobs|tags|referrers)/";
/** An image's address up to its repository, each segment but words of the API's own. Not a path that has a dot in it. */
const imagePath = new RegExp(
  `(?<![\\w.*-]|(?<!/)/)((?:${host})(?::\\d{1,5})?/(?:v2/)?(?!v2/))((?:(?!${afterRepository})${segment}/){1,8})(?:(?!${afterRepository})${segment})?`,
  "g",
);
const namedRepository =
  /((?:repository|repo|image|namespace|scope|仓库|镜像|命名空间)(?: name)?["'“「]?[:=：]?\s?["'“「`]?(?:repository:)?)([a-z0-9*][\w.*-]{0,128}(?:\/[\w.*-]{1,128}){1,8})/gi;
const namedNamespace =
  /((?:namespace|命名空间)["'“「]?[:=：]?\s?["'“「`])[^"'”」`]{1,128}(?=["'”」`])/gi;

/** Each name of a path as what stands for it. */
const stars = (path: string) => path.replace(/[^/]{1,128}/g, redacted);

/** A text without the namespaces and repositories of image addresses, known or not. */
const maskRepositories = (text: string): string =>
  text
    .replace(
      imagePath,
      (whole, start: string, namespaces: string) =>
        start +
        stars(namespaces) +
        (whole.length > start.length + namespaces.length ? redacted : ""),
    )
    .replace(namedRepository, (_whole, start: string, path: string) => start + stars(path))
    .replace(namedNamespace, `$1${redacted}`);

/** RFC 1918, RFC 6598 (which the vendor's own services are reached by) and link-local ones. */
const privateIpv4 =
  /(?<!\w|\d\.)(?:10(?:\.\d{1,3}){3}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|192\.168(?:\.\d{1,3}){2}|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])(?:\.\d{1,3}){2}|169\.254(?:\.\d{1,3}){2})(?!\w|\.\d)/g;
/** Unique local ones (RFC 4193) and link-local ones (RFC 4291). */
const privateIpv6 =
  /(?<![\w:])(?:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f])(?::[0-9a-f]{0,4}){2,7}(?:%\w{1,16})?/gi;
const internalHost =
  /(?<![\w.-])(?:[\w-]{1,63}\.){1,8}(?:internal|local|localdomain|lan|corp|intranet|svc)(?![\w-]|\.\w)/gi;
/** The vendor's endpoints whose first name is the customer's: registries of their own, and buckets. */
const ownEndpoint =
  /(?<![\w.-])[\w-]{1,63}?(?=-registry(?:-vpc|-internal)?\.[a-z0-9-]{1,40}\.cr\.aliyuncs\.com|\.oss-[a-z0-9-]{2,40}\.aliyuncs\.com)/gi;

const maskAddresses = (text: string): string =>
  text
    .replace(ownEndpoint, redacted)
    .replace(internalHost, redacted)
    .replace(privateIpv4, redacted)
    .replace(privateIpv6, redacted);

const queryValue = /([?&][\w.%~[\]-]{1,100}=)[^&\s"'<>#]{1,4000}/g;
/** Keys may be written so; digests, and ids of containers and layers, are kept by the word before them. */
const longHex =
  /(?<!sha\d{1,3}[:-]|md5:|(?:digest|layer|container|blob|commit|revision|请求|RequestId)[:"' ]{0,3}|[0-9A-Za-z-])(?=[0-9a-f]{0,60}[a-f])[0-9a-f]{32,128}(?![0-9A-Za-z-])/gi;

/**
 * A text for people outside the team, as far as shapes go: account ids, mail addresses, names of users and roles,
 * namespaces and repositories of images, private addresses and hosts, the values of every address's query, and long
 * hexadecimal words are removed. The words that name the cause are kept, as are the service's own ids, which
 * support asks for. Names that have no shape are `known-names.ts`'s.
 */
export function maskForShare(text: string): string {
  const withoutQueries = text.replace(queryValue, `$1${redacted}`);
  return maskAddresses(maskRepositories(maskIdentities(withoutQueries)))
    .replace(namedUser, `$1${redacted}`)
    .replace(quotedUser, `$1${redacted}`)
    .replace(homeFolder, `$1${redacted}`)
    .replace(longHex, redacted);
}

/** An image's address without its namespaces and its repository; registry, tag and digest stay. */
export function maskImage(image: string): string {
  const [registry, ...rest] = image.split("/");
  const name = rest.at(-1) ?? registry ?? "";
  const tag = /(?::[\w.-]{1,128})?(?:@sha256:[0-9a-f]{1,64})?$/.exec(name)?.[0] ?? "";
  const isRegistry = rest.length > 0 && /[.:]|^localhost$/.test(registry ?? "");
  const path = (isRegistry ? rest : [registry, ...rest]).map(() => redacted).join("/");
  return isRegistry ? `${maskAddresses(registry ?? "")}/${path}${tag}` : path + tag;
}

const ownerKey =
  /owner|user|creator|author|mail|account|uid|login|employee|staff|person|contact|principal|phone|负责人|创建|所有者|用户|工号|员工|联系/i;

/** Whether a label's key suggests that its value is a person or an account. */
export const namesPerson = ({ key }: Label): boolean => ownerKey.test(key);
