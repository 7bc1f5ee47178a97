import type { Part } from "./part";
import { withEmptyValues, withWholeFields } from "./template-fields";
import { piecesOf } from "./template-pieces";
import { withRoles } from "./template-roles";
import { closing, type Token, valueShape } from "./template-token";

/** More tokens are compared as one piece of text: such a message is an output, not a sentence. */
const mostTokens = 100;

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
