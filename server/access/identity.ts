import { createHash } from "node:crypto";

/** Who somebody is, as whoever signed them in has said. */
export interface Identity {
  /** The subject of the provider, the user of the proxy, the name of a token. */
  subject: string;
  /** In lower case; null when it is not known, or known not to be theirs. */
  email: string | null;
  name: string | null;
  /** The keys (`groupKey`) of their groups. */
  groups: readonly string[];
  /** The id by which the service knows them as an instance's owner. */
  owner: string | null;
}

/**
 * Stands for a group's name, which may be long: a session must fit a cookie. The names that count are those of the
 * configuration, so that nobody can choose one whose key is another's.
 */
export const groupKey = (name: string): string =>
  createHash("sha256").update(name).digest("base64url").slice(0, 8);

/** The longest subject that OpenID allows, and address that mail does; in bytes. */
const subjectBytes = 255;
const emailBytes = 254;
const nameCharacters = 100;
const ownerBytes = 64;

/** An identity whose parts are short enough for a session; null when even the subject is too long. */
export function boundIdentity(given: Identity): Identity | null {
  const fits = (text: string | null, bytes: number) =>
    text !== null && Buffer.byteLength(text) <= bytes ? text : null;
  const subject = fits(given.subject, subjectBytes);
  if (subject === null || subject === "") return null;
  return {
    subject,
    email: fits(given.email, emailBytes)?.toLowerCase() ?? null,
    name: given.name === null ? null : [...given.name].slice(0, nameCharacters).join(""),
    groups: given.groups,
    owner: fits(given.owner, ownerBytes),
  };
}

/** Some groups at most are kept of a person; with fewer, one may see less and never more. */
const groupsAtMost = 150;

/** The keys of those of somebody's groups that the configuration names anywhere, in a fixed order. */
export function knownGroups(
  theirs: readonly string[],
  configured: ReadonlySet<string>,
): readonly string[] {
  const known = [...new Set(theirs)].filter((name) => configured.has(name));
  return known.map(groupKey).sort().slice(0, groupsAtMost);
}
