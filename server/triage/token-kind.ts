import { isHost, isImage, isPath } from "./token-names";

export const maskedKinds = [
  "id",
  "number",
  "digest",
  "path",
  "host",
  "time",
  "image",
  "address",
  "quoted",
  "size",
  "uuid",
] as const;
export type MaskedKind = (typeof maskedKinds)[number];

/** The plain text around a token, at most some forty characters. */
export interface Context {
  before: string;
  after: string;
}

/** Words with digits that always mean the same thing, so they are not variable. */
const fixedWords = new Set(
  `x509 sha1 sha256 sha512 md5 http1 http2 h2 ipv4 ipv6 amd64 arm64 x86 x86_64 x64 utf8 utf-8 utf-16 base64 ext4 xfs
  overlay2 oauth2 s3 ec2 k8s l4 l7 python2 python3 tls1 v1 v2 v3 e2big p2p i18n http/1.0 http/1.1 http/2 http/2.0 http/3
  net/http i/o and/or tcp/ip n/a linux/amd64 linux/arm64 application/json text/html text/plain read/write`.split(
    /\s+/,
  ),
);

/** Whether the word holds a slash and always means the same thing (`i/o`, `linux/amd64`). */
export const isWordWithSlash = (word: string): boolean =>
  fixedWords.has(word.toLowerCase()) || /^(?:linux|windows|darwin|tcp|ssl)\//.test(word);

const rules: [MaskedKind, RegExp][] = [
  ["digest", /^(?:sha1|sha256|sha384|sha512|md5):[0-9a-f]{6,}$/i],
  ["uuid", /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i],
  [
    "time",
    /^\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:[Tt]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(?:Z|[+-]\d{2}:?\d{2})?$/,
  ],
  ["time", /^\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/],
  ["time", /^\d{8}T\d{6}Z?$/],
  // Every repeat begins with digits and ends with letters, so there is one way to read it.
  ["time", /^(?:\d+(?:\.\d+)?(?:ns|us|µs|μs|ms|secs?|s|mins?|m|hrs?|h|days?|d))+$/],
  ["size", /^\d+(?:\.\d+)?(?:[kmgtp]i?b|[kgtp]i?|mi|bytes?|b)$/i],
  ["address", /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?:[:/]\d{1,5})?$/],
  ["address", /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i],
  ["number", /^[+-]?\d+(?:[,.]\d+)*%?$/],
  ["number", /^\d+(?:\/\d+)+$/],
  ["number", /^v\d+(?:\.\d+)+$/i],
  // The service's own ids, and regions: variable even without a digit.
  ["id", /^(?:dsw|snp|snapshot|eci|vpc|vsw|sg|dlc|eas|crr?i?|ngw|eip)-[0-9a-z][0-9a-z-]{3,}$/i],
  ["id", /^(?:cn|ap|us|eu|me|na)-[a-z]{4,20}(?:-[a-z])?$/],
  ["id", /^(?:image|img|ws|req|task|job|pod|node|user|uid)-[0-9a-z]{8,}$/i],
  ["id", /^[0-9a-f]{12,}$/i],
];

/** The kind of variable value a token is, or null where it is a word of the message. */
export function kindOfToken(token: string, context: Context): MaskedKind | null {
  if (token === "" || fixedWords.has(token.toLowerCase())) return null;
  if (isStatus(token, context)) return null;
  if (dateWord.test(token) && /^,? \d/.test(context.after)) return "time";
  for (const [kind, rule] of rules) if (rule.test(token)) return kind;
  if (isIpv6(token)) return "address";
  if (isImage(token, context.before)) return "image";
  if (isPath(token)) return "path";
  if (isHost(token, context.before)) return "host";
  return isGenerated(token) ? "id" : null;
}

const dateWord =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)$/;

const statusWord =
  /(?:status(?: ?code)?|http(?:\/\d(?:\.\d)?)?(?: error)?|(?<![A-Za-z])(?:error|exit|http|reason|response|result|return|status)?[-_]?code|errno|error|response|responded with|returned|returns|got|signal|状态码?|错误码?|返回码?|响应码?|退出码|报错)["']?\s?[:=是为]?\s?["'([]?$/i;
const statusPhrase =
  /^["')\]]?[ :,-]{0,2}(?:continue|ok\b|created|accepted|moved|found|temporary|permanent|bad|unauthori[sz]ed|payment|forbidden|not |method|proxy|request|conflict|gone|length|precondition|payload|content|uri|unsupported|range|expectation|locked|failed|upgrade|too|internal|service|gateway|http|insufficient|network|客户端|服务|未授权|禁止)/i;

/** HTTP statuses, exit codes and errno: numbers that distinguish causes, so they are kept. */
function isStatus(token: string, { before, after }: Context): boolean {
  if (!/^\d{1,3}$/.test(token)) return false;
  if (statusWord.test(before)) return true;
  return (
    /exit (?:code|status)\s?[:=]?\s?$/i.test(before) ||
    (/^[1-5]\d\d$/.test(token) && statusPhrase.test(after))
  );
}

function isIpv6(token: string): boolean {
  return (
    (/^[0-9a-f:]{2,39}$/i.test(token) && token.includes("::")) ||
    /^(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}$/i.test(token)
  );
}

/** A word that holds digits and is none of the fixed ones was made by a machine: an id, a host's short name, a token. */
function isGenerated(token: string): boolean {
  return /^[\w.+/-]+$/.test(token) && /\d/.test(token) && /[A-Za-z_]/.test(token);
}

const messageWord =
  /(?:code|message|msg|error|err|reason|type|status|desc|cause|原因|错误)["']?\s?[:=]\s?$/i;
/** A quoted parameter or field is what the message is about. */
const parameterWord =
  /(?:parameters?|params?|fields?|arguments?|options?|propert(?:y|ies)|attributes?|headers?|flags?|keys?|参数|字段)\s?[:=]?\s?$/i;
const parameterBehind =
  /^\s?(?:(?:is|was|an?|not|the|required|missing|invalid|unknown|unsupported) )*(?:parameter|param|field|argument|option|property|attribute|header|flag)\b/i;

const nameWord = /(?:命名空间|仓库|镜像|实例|用户|名称|快照|工作空间|账号|标签|名为)\s?[:]?\s?$/;

/** Whether a quoted word is part of the message (an error's name, a key of JSON, a Chinese phrase) rather than a variable name. */
export function plainQuote(inside: string, context: Context): boolean {
  if (/^\s?:/.test(context.after) && /^[A-Za-z_-]+$/.test(inside)) return isKey(context.before);
  if (messageWord.test(context.before) || parameterWord.test(context.before)) return true;
  if (parameterBehind.test(context.after) && /^[A-Za-z][\w.-]*$/.test(inside)) return true;
  if (/^[A-Z]+(?:_[A-Z]+)*$/.test(inside) && inside.length > 2) return true;
  return /\p{Script=Han}/u.test(inside) && !nameWord.test(context.before);
}

/** A quoted word with a colon behind it is a key where a JSON object can have one, else a name. */
function isKey(before: string): boolean {
  return /[{,]\s?$/.test(before);
}
