import { type Token, valueShape } from "./template-token";
import { isCodeWord, isFixedWord, isNoun, isParameterWord, isSelector } from "./template-words";
import { isWordWithSlash } from "./token-kind";

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

/** Each word with its role: what it says by itself, by the field it is the value of, and by the words beside it. */
export function withRoles(tokens: readonly Token[]): Token[] {
  return tokens.map((token, at) => {
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
