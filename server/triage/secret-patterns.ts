/** Where a secret stands in a text: from, and up to but not including. */
export type Span = readonly [start: number, end: number];

/*
 * How secrets look in the texts of registries, container engines and the vendor. Each pattern has what stands before
 * the secret as its first group, which stays; the rest goes. No repeat is without a limit, so that the time a text
 * takes grows with its length and no faster.
 */

/**
 * What an error says where another text has the value: `oauth token: unexpected status: 401` names no token. Such
 * words, and Chinese ones, are kept behind a colon or a blank; behind an equals sign everything is taken out.
 */
const proseWords =
  `a all an and anonymous access are as at authentication authenticate authorization authorize bad been but by can't
  cannot check code connect context could credentials deadline denied dial does doesn't eof empty error errors
  exceeded expected expired expires expiry failed fails failure for forbidden from get got has have head http https
  i/o if illegal in incorrect insufficient invalid is issued issuer it length malformed may mismatch missing must net
  never no none not null of on only or parse parsing permission please post put re-enter read realm received refused
  rejected remote renew request required requires response revoked rpc scheme scope see server service signature
  status stream temporary the this timeout tls to token too try unable unauthorized undefined unexpected unknown
  unsupported unverified used user username valid validate validation verification verify was were when with without
  write wrong x509 you your`.split(/\s+/);
const prose = `(?:(?:${proseWords.join("|")})(?![\\w=~+/-])|\\p{Script=Han})`;

const names = [
  "(?:passw(?:or)?d|passphrase|secret|token|credentials?|signature)",
  "(?:access|api|private|secret|session|encryption)[_-]?key(?:[_-]?(?:id|secret))?",
  "\\b(?:pwd|auth|x-registry-auth|sig|session[_-]?id)",
  "密码|口令|密钥|令牌",
].join("|");
/** A value between quotes, of which the last may be cut off, or up to a blank or a comma. */
const value = `\\\\{0,3}(?:"[^"\\n]{0,4000}"?|'[^'\\n]{0,4000}'?|[^\\s"',;&，。；]{1,4000})`;
const notYet = "(?!\\*\\*\\*)";
const between = `\\\\{0,3}["'”]?\\s{0,3}(?:=|[:：](?!\\s{0,3}${prose}))\\s{0,3}`;

/** Passwords, tokens and keys after a word that names them. */
const namedSecrets: readonly RegExp[] = [
  new RegExp(`((?:${names})${between}(?:(?:bearer|basic)\\s{1,3})?)${notYet}${value}`, "giu"),
  new RegExp(
    `(\\b(?:proxy-)?authorization${between})${notYet}(?:[a-z][\\w-]{1,30}\\s{1,3}(?=[\\w.~+/:=-]{6}))?(?:[\\w-]{1,40}="[^"\\n]{0,2000}"?|${value})(?:,\\s?[\\w-]{1,40}="?[^\\s",]{0,2000}"?){0,20}`,
    "giu",
  ),
  new RegExp(
    `(\\b(?:set-)?cookie2?${between})${notYet}[^\\s"';]{1,4000}(?:;\\s?[\\w.%-]{1,100}(?:=[^\\s;"',]{0,4000})?){0,50}`,
    "giu",
  ),
  new RegExp(`(\\b(?:bearer|basic|negotiate|ntlm)\\s{1,3})(?!${prose})[\\w.~+/=-]{8,4000}`, "giu"),
];
/** A word that each of them needs; to look for it first takes a fraction of their time. */
const nameHint =
  /passw|passphrase|pwd|secret|token|credential|signature|sig|key|auth|session|cookie|bearer|basic|negotiate|ntlm|密码|口令|密钥|令牌/i;

const shapedSecrets: readonly RegExp[] = [
  /()-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]{0,8000}?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
  // A login in an address, with a scheme before it or without.
  /(\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/?#"'<>]{1,400}(?=@)/gi,
  /(\b[\w.+-]{1,64}:)(?!\*\*\*)[^\s@/:"'<>]{1,200}(?=@(?!sha\d{3}:)[\w-]{1,63}(?:\.|:\d))/g,
  /(\b(?:ACS3|AWS4|OSS4)-HMAC-SHA256\s{1,3})(?!\*\*\*)[^\n]{1,4000}/g,
  /((?:^|\s)--?(?:password|passwd|token|secret)[\s=]{1,3})(?!\*\*\*)["']?[^\s"']{1,4000}/gi,
  /(\blogin\b[^\n]{0,300}?\s-p[\s=]{0,3})(?!\*\*\*)["']?[^\s"']{1,4000}/gi,
  // The vendor's keys and security tokens, web tokens, logins of container engines, keys of others by their prefixes.
  /()\b(?:LTAI|STS\.|TMP\.)[A-Za-z0-9]{10,4000}/g,
  /()\bCAIS[\w+/=%-]{20,4000}/g,
  /()\beyJ[\w+/=-]{8,4000}(?:\.[\w-]{0,4000}){0,4}/g,
  /()\b(?:ghp|gho|ghs|ghu|github_pat|glpat|dckr_pat|xox[abprs]|hf|AKIA|ASIA)(?:[_-][\w-]{16,400}|(?<=A)[A-Z0-9]{16})/g,
];

/** The patterns of secrets that are worth trying on a text; what stands before the secret is their first group. */
export const secretPatterns = (text: string): readonly RegExp[] =>
  nameHint.test(text) ? [...shapedSecrets, ...namedSecrets] : shapedSecrets;

/** The addresses in a text that have a query. */
const query = /(?:\/\/|www\.|\/)[^\s"'<>?]{1,2000}\?([^\s"'<>]{1,8000})/g;
const signedBy =
  /(?:^|[&;])(?:[\w.-]{0,40}(?:signature|credential|token|accesskeyid|secret)|sig|auth[_-]?key|authorization)=/i;
const queryValue = /([\w.%~[\]-]{1,100}=)(?!\*\*\*)([^&\s#]{1,4000})/g;

/** Every value in the query of an address that is signed: together they are as good as a login. */
export function signedQuerySpans(text: string): Span[] {
  const spans: Span[] = [];
  for (const found of text.matchAll(query)) {
    const asked = found[1] ?? "";
    if (!signedBy.test(asked)) continue;
    const start = found.index + found[0].length - asked.length;
    for (const one of asked.matchAll(queryValue)) {
      const at = start + one.index + (one[1] ?? "").length;
      spans.push([at, at + (one[2] ?? "").length]);
    }
  }
  return spans;
}

const longWord = /[A-Za-z0-9+/_-]{20,8000}={0,2}/g;

/** Words that nobody chose: keys and tokens that come without a name. */
export function randomWordSpans(text: string): Span[] {
  const spans: Span[] = [];
  for (const { 0: word, index } of text.matchAll(longWord)) {
    if (word.split(/[/_=-]/).some(isRandom)) spans.push([index, index + word.length]);
  }
  return spans;
}

const piece = /[A-Z]?[a-z]+|[A-Z]+|\d+/g;

/**
 * Whether letters and digits look drawn by chance. Names of people's making have words, dates and sizes: pieces of
 * several letters or digits. Of characters drawn at random from 62 the pieces are shorter than two on average. What is
 * of lower case and digits alone is an id, a digest or a name of Kubernetes', and stays.
 */
function isRandom(text: string): boolean {
  const letters = text.replaceAll("+", "");
  if (letters.length < 12 || !/[a-z]/.test(text) || !/[A-Z]/.test(text)) return false;
  const mean = letters.length / (letters.match(piece)?.length ?? 1);
  return mean < (/\d/.test(text) ? (letters.length < 20 ? 2.3 : 3) : 2);
}
