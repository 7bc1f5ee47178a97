import { closing, type Token, valueShape } from "./template-token";
import { isSelector } from "./template-words";

/** A quoted text behind `field=`, and a value with a bracket of its own (`Source{10}`), are one value each. */
export function withWholeFields(tokens: readonly Token[]): Token[] {
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

/** A field without a value (`user= host=a`) and an empty pair of brackets have an empty value, so that they compare with others. */
export function withEmptyValues(tokens: readonly Token[]): Token[] {
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
