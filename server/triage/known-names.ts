import { toUSVString } from "node:util";
import type { Label } from "../contract";
import { namesPerson, redacted } from "./redact";

/** What tells whose a snapshot is. */
export interface SnapshotNames {
  imageUrl: string | null;
  labels: readonly Label[];
  /** Of the instance's owner: an account's or a RAM user's id and name. */
  userId: string | null;
  userName: string | null;
}

/**
 * The names of a snapshot that are kept from people outside the team wherever they occur: its owner's, what its labels
 * tell of persons, its image's namespaces and repository, and the name of a registry of the customer's own.
 */
export function knownNames({ imageUrl, labels, userId, userName }: SnapshotNames): string[] {
  const owners = [userId, userName, ...labels.filter(namesPerson).map(({ value }) => value)];
  const names = [
    ...owners.filter((name) => name !== null).flatMap((name) => [name, ...partsOfName(name)]),
    ...(imageUrl === null ? [] : namesOfImage(imageUrl)),
  ];
  return [...new Set(names.map((name) => name.trim()))].filter((name) =>
    /[\p{L}\p{N}]/u.test(name),
  );
}

/** A mail address and a RAM name have the person's name in front and behind. */
const partsOfName = (name: string): string[] => {
  const [beforeAt = ""] = name.split("@");
  return [beforeAt, name.split(/[/:]/).at(-1) ?? ""];
};

function namesOfImage(imageUrl: string): string[] {
  const [address = ""] = imageUrl.replace(/^[a-z]{2,8}:\/\//i, "").split("@sha256:");
  const path = address.split("/");
  const host = path.length > 1 && /[.:]|^localhost$/.test(path[0] ?? "") ? path.shift() : undefined;
  const own = /^(.{1,63}?)-registry(?:-vpc|-internal)?\./.exec(host ?? "")?.[1];
  const repository = path.pop()?.split(":")[0];
  return [own, ...path, repository].filter((name) => name !== undefined);
}

/** A function that takes names out of a text; the same names make the same function, so it is made once for a report. */
export function nameMask(names: readonly string[]): (text: string) => string {
  // The longer ones first: one may be a part of another.
  const forms = [...new Set(names.flatMap(formsOf))].sort((a, b) => b.length - a.length);
  if (forms.length === 0) return (text) => text;
  const pattern = new RegExp(forms.map(patternOf).join("|"), "giu");
  return (text) => text.replace(pattern, redacted);
}

/** A name as it is, as an address has it, and as JSON may have it. */
const formsOf = (name: string): string[] => [
  name,
  encodeURIComponent(toUSVString(name)),
  name.replace(/[^ -~]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
    ).join(""),
  ),
];

/** From so many letters on a name is found within longer words too: no word of an error's has it by chance. */
const tellingLength = 6;
const start = "(?:(?<![\\p{L}\\p{N}])|(?<=%[0-9A-Fa-f]{2}|\\\\[nrt]))";
const end = "(?![\\p{L}\\p{N}])";

/**
 * A short name is looked for as a word of its own, or every "nb" in "unbound" would go. One of a single letter or digit
 * has to stand in a path: elsewhere it is an article, or a count.
 */
function patternOf(name: string): string {
  const escaped = name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replaceAll("-", "\\x2d");
  if (/\p{Script=Han}/u.test(name) && name.length > 1) return escaped;
  if (name.length >= tellingLength && !/^\d{1,9}$/.test(name)) return escaped;
  if (name.length === 1) return `(?<=/|%2F)${escaped}${end}|${start}${escaped}(?=/|%2F)`;
  return `${start}${escaped}${end}`;
}
