import type { Part } from "./part";
import { isCodeWord, isFixedWord, isNoun, isParameterWord, isSelector } from "./template-words";
import { isWordWithSlash } from "./token-kind";

/**
 * A piece of a masked message as templates compare it:
 * `mark` punctuation; `fixed` a word that says what happened; `noun` a word that names a kind of thing;
 * `open` a word that may be a value; `value` a place that varies by itself.
 */
export interface Token {
  role: "mark" | "fixed" | "noun" | "open" | "value";
  /** As it stands in the message. */
  text: string;
  /** What two tokens are compared by. */
  shape: string;
  /** What the places of a value are: masked kinds, or `word`. */
  kinds: string[];
  /** Whether a blank stands before it. */
  spaced: boolean;
}

/** More tokens are compared as one piece of text: such a message is an output, not a sentence. */
const mostTokens = 100;
/** No more pieces than this are cut at all. */
const mostPieces = 200;

/** The tokens of a masked message, in order. Linear in the message. */
export function tokensOf(parts: readonly Part[]): Token[] {
  const tokens = joinValues(
    withLists(withRoles(withEmptyValues(withWholeFields(piecesOf(parts))))),
  );
  if (tokens.length <= mostTokens) return tokens;
  const rest = tokens.slice(mostTokens);
  const shape = rest.map((token) => token.shape).join(" ");
  const text = rest.map((token) => (token.spaced ? " " : "") + token.text).join("");
  return [...tokens.slice(0, mostTokens), { role: "fixed", text, shape, kinds: [], spaced: false }];
}

const blank = /\s/;
const piece =
  /\s+|\[[=#>.\s-]+\]|[A-Za-z]{1,10}:\/\/|[-=]{1,9}>|[,;:=|()[\]{}<>"]|\p{Script=Han}+|[^\s,;:=|()[\]{}<>"\p{Script=Han}]+/gu;

/** Cut at blanks, punctuation and values; what touches a value without any of these becomes part of it. */
function piecesOf(parts: readonly Part[]): Token[] {
  const tokens: Token[] = [];
  let spaced = false;
  const add = (role: Token["role"], text: string, shape: string, kinds: string[] = []) => {
    tokens.push({ role, text, shape, kinds, spaced });
    spaced = false;
  };
  const glued = () => {
    const last = tokens.at(-1);
    return !spaced &&
      last !== undefined &&
      last.role !== "mark" &&
      !/\p{Script=Han}$/u.test(last.text)
      ? last
      : null;
  };
  for (const part of parts) {
    if (tokens.length > mostPieces) {
      const rest = parts
        .slice(parts.indexOf(part))
        .map(({ kind, text }) => (kind === "text" ? text : `<${kind}>`))
        .join("");
      add("fixed", rest, rest);
      break;
    }
    if (part.kind !== "text") {
      const before = glued();
      if (before) {
        before.role = "value";
        before.shape = valueShape;
        before.text += part.text;
        before.kinds = [...before.kinds, part.kind];
      } else add("value", part.text, valueShape, [part.kind]);
      continue;
    }
    for (const { 0: text, index } of part.text.matchAll(piece)) {
      if (tokens.length > mostPieces) {
        add("fixed", part.text.slice(index), part.text.slice(index));
        break;
      }
      if (blank.test(text[0] ?? " ")) {
        spaced = true;
        continue;
      }
      const before = glued();
      const end = /[.!?']+$/.exec(text)?.[0] ?? "";
      const word = text.slice(0, text.length - end.length);
      if (/^\[.+\]$/.test(text)) add("value", text, valueShape, ["progress"]);
      else if (/:\/\/$|^[-=]+>$|^[,;:=|()[\]{}<>"]$/.test(text)) add("mark", text, text);
      else if (before && before.role === "value" && !/^\p{Script=Han}/u.test(text)) {
        before.text += word;
      } else if (word !== "") add("open", word, word);
      if (end !== "") add("mark", end, ".");
    }
  }
  return tokens;
}

export const valueShape = "\0";

/** A quoted text behind `field=`, and a value with a bracket of its own (`Source{10}`), are one value each. */
function withWholeFields(tokens: readonly Token[]): Token[] {
  const whole: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    const field = whole.at(-1)?.text === "=" && !isSelector(whole.at(-2)?.text ?? "");
    const end = field && token.text === '"' ? closingQuote(tokens, at) : null;
    const length = end === null ? bracketLength(tokens, at) : end - at + 1;
    if (length > 1) {
      const inside = tokens.slice(at, at + length);
      const text = inside.map((t, index) => (t.spaced && index > 0 ? " " : "") + t.text).join("");
      const shape = `${token.shape}()`;
      whole.push(
        field
          ? { role: "value", text, shape: valueShape, kinds: ["word"], spaced: token.spaced }
          : { role: "open", text, shape, kinds: [], spaced: token.spaced },
      );
      at += length - 1;
    } else whole.push(token);
  }
  return whole;
}

function closingQuote(tokens: readonly Token[], at: number): number | null {
  if (tokens[at + 1]?.text === '"' && !tokens[at + 1]?.spaced) return at + 1;
  const end = tokens.slice(at + 1, at + 8).findIndex(({ text }) => text === '"' || text === "=");
  return end > 0 && tokens[at + 1 + end]?.text === '"' ? at + 1 + end : null;
}

/** How many tokens `name(value)` has here, or 1 where there is none. */
function bracketLength(tokens: readonly Token[], at: number): number {
  const [name, open, value, close] = tokens.slice(at, at + 4);
  if (!name || name.role === "mark" || !open || open.spaced || value?.role !== "value") return 1;
  return /^[({]$/.test(open.text) && close?.text === closing[open.text] ? 4 : 1;
}

const closing: Record<string, string> = { "(": ")", "[": "]", "{": "}", '"': '"' };

/** A field without a value (`user= host=a`) and an empty pair of brackets have an empty value, so that they compare with others. */
function withEmptyValues(tokens: readonly Token[]): Token[] {
  const full: Token[] = [];
  for (const [at, token] of tokens.entries()) {
    full.push(token);
    if (token.role !== "mark") continue;
    const next = tokens[at + 1];
    const field = token.text === "=";
    const emptyField =
      field &&
      (next === undefined ||
        (next.role === "mark" && /[,;)\]}|]/.test(next.text)) ||
        (next.spaced && tokens[at + 2]?.text === "="));
    const opened = closing[token.text];
    const emptyPair =
      opened !== undefined && next?.text === opened && !next.spaced && token.text !== '"';
    if (emptyField || emptyPair)
      full.push({ role: "value", text: "", shape: valueShape, kinds: ["empty"], spaced: false });
  }
  return full;
}

const truth = /^(?:true|false)$/i;
const nothing = /^(?:null|none|nil|undefined|n\/a|yes|no|on|off)$/i;
const dateName =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)$/;
const packageName = /^(?:[a-z_][\w$-]*\.){2,}[\w$.-]+$/;

/** `team/app` is a name; `read/write` and `linux/arm64` are words. */
function isNamePath(word: string): boolean {
  const names = word.split("/");
  return (
    /^[a-z\d][\w./-]*$/.test(word) &&
    names.some((name) => name !== "" && !isFixedWord(name) && !isNoun(name)) &&
    !isWordWithSlash(word)
  );
}

function withRoles(tokens: readonly Token[]): Token[] {
  return tokens.map((token, at) => {
    if (token.role === "mark" || token.role === "value") return token;
    if (token.role !== "open") return token;
    const word = token.text;
    const [last, behind] = [tokens[at - 1], tokens[at + 1]];
    const value = { ...token, role: "value" as const, shape: valueShape, kinds: ["word"] };
    const fixed = { ...token, role: "fixed" as const, shape: word.toLowerCase() };
    if (/\p{Script=Han}/u.test(word) || /^\d+$/.test(word)) return fixed;
    if (token.shape.endsWith("()")) return { ...token, shape: token.shape.toLowerCase() };
    if (/^\d[\d./-]*$/.test(word)) return value;
    if (behind?.text === "=" || (behind?.text === ":" && last?.text === ",")) return fixed;
    const field = fieldBefore(tokens, at);
    if (truth.test(word)) return value;
    if (field !== null && isSelector(field)) return fixed;
    if (field !== null && last?.text !== ":" && nothing.test(word)) return value;
    if (parameterBeside(tokens, at)) return fixed;
    if (field !== null && fieldMark(tokens, at) === "=") return value;
    if (dateName.test(word) && (last?.role === "value" || behind?.role === "value")) return value;
    if (packageName.test(word) || /\\.|\w\$\w/.test(word) || /^[0-9a-f]{8,}$/i.test(word))
      return value;
    if (
      /^[A-Za-z]$/.test(word) &&
      !(/^[aAI]$/.test(word) && behind?.spaced && behind.role !== "mark")
    )
      return value;
    if (word.includes("/")) return isNamePath(word) ? value : fixed;
    if (isCodeWord(word) || isFixedWord(word)) return fixed;
    if (!/\p{L}/u.test(word)) return { ...fixed, role: "mark" as const };
    return {
      ...token,
      role: isNoun(word) ? ("noun" as const) : ("open" as const),
      shape: word.toLowerCase(),
    };
  });
}

/** The mark of `field=word` or `field: word` right before, quotes and brackets aside. */
function fieldMark(tokens: readonly Token[], at: number): string | null {
  let before = at - 1;
  while (/^["([{]$/.test(tokens[before]?.text ?? "")) before -= 1;
  const mark = tokens[before]?.text ?? "";
  return (mark === "=" || mark === ":") && tokens[before - 1]?.role !== "mark" ? mark : null;
}

function fieldBefore(tokens: readonly Token[], at: number): string | null {
  if (fieldMark(tokens, at) === null) return null;
  let before = at - 1;
  while (/^["([{]$/.test(tokens[before]?.text ?? "")) before -= 1;
  return tokens[before - 1]?.text ?? null;
}

/** Whether a parameter is named: the word before or behind says "parameter", "field" or the like. */
function parameterBeside(tokens: readonly Token[], at: number): boolean {
  const near = (step: 1 | -1) => {
    let beside = at + step;
    while (passedOver(tokens[beside])) beside += step;
    return tokens[beside]?.text ?? "";
  };
  return isParameterWord(near(-1)) || isParameterWord(near(1));
}

function passedOver(token: Token | undefined): boolean {
  if (token === undefined || isParameterWord(token.text)) return false;
  return token.role === "mark" ? /^["':]$/.test(token.text) : isFixedWord(token.text);
}

/** Words and values with commas between, in brackets or without blanks, are one value: a list, however long. */
function withLists(tokens: readonly Token[]): Token[] {
  const full: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    const end = isItem(token) ? listEnd(tokens, at) : at;
    const inside = tokens.slice(at, end + 1);
    const bracketed =
      closing[tokens[at - 1]?.text ?? ""] !== undefined &&
      tokens[end + 1]?.text === closing[tokens[at - 1]?.text ?? ""];
    if (end > at && (bracketed || inside.every(({ spaced }, index) => index === 0 || !spaced))) {
      const text = inside.map((t, index) => (t.spaced && index > 0 ? " " : "") + t.text).join("");
      full.push({ ...token, role: "value", text, shape: valueShape, kinds: ["word"] });
      at = end;
    } else full.push(token);
  }
  return full;
}

const isItem = ({ role }: Token) => role === "open" || role === "value";

/** Where the list that begins here ends: items with one comma each between them. */
function listEnd(tokens: readonly Token[], at: number): number {
  let end = at;
  for (;;) {
    const [comma, item, behind] = [tokens[end + 1], tokens[end + 2], tokens[end + 3]];
    if (comma?.text !== "," || !item || !isItem(item) || behind?.text === "=") return end;
    end += 2;
  }
}

/** Values with only blanks, commas or the like between them are one value: a list, however long. */
function joinValues(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (const [at, token] of tokens.entries()) {
    const last = joined.at(-1);
    const earlier = joined.at(-2);
    if (token.role !== "value") {
      joined.push({ ...token });
    } else if (last?.role === "value") {
      take(last, token, "");
    } else if (
      last?.role === "mark" &&
      earlier?.role === "value" &&
      (/^[,|-]$/.test(last.text) || (/^[:.]$/.test(last.text) && !token.spaced)) &&
      tokens[at + 1]?.text !== "="
    ) {
      joined.pop();
      take(earlier, token, last.text);
    } else joined.push({ ...token });
  }
  return joined;
}

function take(value: Token, more: Token, between: string): void {
  value.text += between + (more.spaced ? " " : "") + more.text;
  value.kinds = [...new Set([...value.kinds, ...more.kinds])];
}
