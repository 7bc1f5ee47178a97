import { joinParts } from "./join-parts";
import type { Part, PartKind } from "./part";
import { type Context, kindOfToken, type MaskedKind, maskedKinds, plainQuote } from "./token-kind";
import { tokenPieces } from "./token-pieces";

/** Only this much of a message is read: enough to tell any cause, and a bound on the time it takes. */
const longestMessage = 4096;
const longestQuoted = 200;

/**
 * A message as plain text and variable parts, in order. One pass from left to right over runs of
 * technical characters; each run is tested by anchored patterns only, so the time is linear in the
 * message. Chinese needs no rules of its own, since its characters end a run as a blank does.
 */
export function maskMessage(message: string): Part[] {
  const text = normalize(message);
  const parts: Part[] = [];
  let at = 0;
  while (at < text.length) {
    at =
      takePlaceholder(text, at, parts) ??
      takeBracketed(text, at, parts) ??
      takeQuoted(text, at, parts) ??
      takeRun(text, at, parts) ??
      takeCharacter(text, at, parts);
  }
  return joinParts(parts);
}

/** Adds to the parts; neighbouring plain text becomes one part. */
function addPart(parts: Part[], kind: PartKind, text: string): void {
  if (text === "") return;
  const last = parts.at(-1);
  if (kind === "text" && last?.kind === "text") last.text += text;
  else parts.push({ kind, text });
}

/** The words just before, where they are plain text: they decide what a number or a quoted word is. */
function before(parts: readonly Part[]): string {
  const last = parts.at(-1);
  return last?.kind === "text" ? last.text.slice(-40) : "";
}

const progressLine =
  /^ ?[0-9a-f]{12}: (?:Pushing|Pushed|Preparing|Waiting|Layer already exists|Mounted from|Retrying|Pulling|Downloading|Extracting|Verifying|Download complete|Pull complete|Already exists)/;

/** A push's output has a line for each layer, over and over: only the last of them stays. */
function withoutProgress(text: string): string {
  if (!/: P(?:ush|repar|ull)/.test(text)) return text;
  const lines = text.split(/\r\n|[\r\n]|\\n|\\r/);
  return lines
    .filter((line, at) => !(progressLine.test(line) && progressLine.test(lines[at + 1] ?? "")))
    .join("\n");
}

/** An escaped line end, which a folder's name in a path of Windows is not (`C:\\new`). */
const windowsPathOrEscape = /((?<![A-Za-z])[A-Za-z]:\\[^\s\\:"'](?:[^\s:"']*[^\s:"'.,])?)|\\[nrt]/g;

/** Cuts to the bound, at a blank where one is near, and writes full-width forms, quotes, escapes and blanks in one way. */
function normalize(message: string): string {
  let head = message;
  if (head.length > longestMessage) {
    head = head.slice(0, longestMessage);
    const blank = head.lastIndexOf(" ");
    if (blank > longestMessage - 200) head = head.slice(0, blank);
  }
  return withoutProgress(head)
    .normalize("NFKC")
    .slice(0, 2 * longestMessage)
    .replace(windowsPathOrEscape, (_found, path?: string) => path?.replaceAll("\\", "/") ?? " ")
    .replace(/\\(?=["'])/g, "")
    .replace(/[“”„«»「」『』`]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/\p{Cf}/gu, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

const placeholder = /<([a-z]{2,8})>/y;

/** A pattern masked once more stays as it is. */
function takePlaceholder(text: string, at: number, parts: Part[]): number | null {
  if (text[at] !== "<") return null;
  placeholder.lastIndex = at;
  const word = placeholder.exec(text)?.[1];
  const kind: MaskedKind | undefined = maskedKinds.find((known) => known === word);
  if (kind === undefined) return null;
  addPart(parts, kind, `<${kind}>`);
  return placeholder.lastIndex;
}

const bracketedAddress = /\[([0-9a-fA-F]{0,4}:[0-9a-fA-F:.]{1,45})(?:%\w{1,16})?\](?::\d{1,5})?/y;

function takeBracketed(text: string, at: number, parts: Part[]): number | null {
  if (text[at] !== "[") return null;
  bracketedAddress.lastIndex = at;
  const found = bracketedAddress.exec(text);
  if (!found || !(found[1] ?? "").includes(":", 1)) return null;
  if ((found[1]?.split(":").length ?? 0) < 3) return null;
  addPart(parts, "address", found[0]);
  return bracketedAddress.lastIndex;
}

const letterOrDigit = /[A-Za-z0-9]/;

/** A quoted name is a variable part; a quoted sentence is read like any other text. */
function takeQuoted(text: string, at: number, parts: Part[]): number | null {
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return null;
  if (letterOrDigit.test(text[at - 1] ?? "")) return null; // the apostrophe of "doesn't"
  const window = text.slice(at + 1, at + 2 + longestQuoted);
  const length = window.indexOf(quote);
  const inside = window.slice(0, Math.max(length, 0));
  if (inside === "" || /\s|:\/\//.test(inside) || letterOrDigit.test(window[length + 1] ?? ""))
    return null;
  const end = at + length + 2;
  const context: Context = { before: before(parts), after: text.slice(end, end + 24) };
  if (plainQuote(inside, context)) return null;
  addPart(parts, kindOfToken(inside, { before: context.before, after: "" }) ?? "quoted", inside);
  return end;
}

const run = /[A-Za-z0-9µμ._:/@%+~=&?#-]+(?:(?<=\d),\d{3}(?!\d)[\d.]*)*/y;

/** A Chinese file or folder name inside a path: one that a dot or a slash follows, so that no sentence is swallowed. */
const chineseSegment = /[\p{Script=Han}\w-]{1,60}(?=[./])[A-Za-z0-9._/-]+/uy;

/** A run of technical characters as a whole, or, where it is of no known kind, split at its inner punctuation. */
function takeRun(text: string, at: number, parts: Part[]): number | null {
  run.lastIndex = at;
  let found = run.exec(text)?.[0];
  if (found === undefined) return null;
  while (found.endsWith("/")) {
    chineseSegment.lastIndex = at + found.length;
    const segment: string | undefined = chineseSegment.exec(text)?.[0];
    if (segment === undefined) break;
    found += segment;
  }
  for (const piece of tokenPieces(found)) {
    const after = text.slice(at + piece.end, at + piece.end + 24);
    const kind = piece.kind ?? kindOfToken(piece.text, { before: before(parts), after });
    if (kind !== null) {
      addPart(parts, kind, piece.text);
      continue;
    }
    const words = fieldAndValue(piece.text) ?? piece.text.split(/([=:&?#@]+)/);
    for (const [index, word] of words.entries()) {
      const context = { before: before(parts), after: index === words.length - 1 ? after : "" };
      addPart(parts, kindOfToken(word, context) ?? "text", word);
    }
  }
  return at + found.length;
}

/** A field and its value as a whole, where the value is of a kind that has colons inside, such as a time. */
function fieldAndValue(text: string): [string, string, string] | null {
  const [, field, value] = /^([A-Za-z][\w.-]*)=(.+)$/.exec(text) ?? [];
  if (field === undefined || value === undefined || !value.includes(":")) return null;
  return kindOfToken(value, { before: "=", after: "" }) === null ? null : [field, "=", value];
}

function takeCharacter(text: string, at: number, parts: Part[]): number {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0x20);
  addPart(
    parts,
    "text",
    character === "'" && !letterOrDigit.test(text[at - 1] ?? "") ? '"' : character,
  );
  return at + character.length;
}
