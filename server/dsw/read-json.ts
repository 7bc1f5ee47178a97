import { toUSVString } from "node:util";

/**
 * Escapes that write what UTF-8 cannot express (a lone surrogate) or a database refuses (NUL). In text that was
 * decoded from UTF-8 nothing else can: JSON has no bare NUL in a string.
 */
const unstorableEscape = /\\u(?:0000|d[89a-f])/i;

/**
 * The value of JSON text, its strings such as can be stored: NUL and lone surrogates become a visible mark. The names
 * of an object's fields stay as they are. One look at the whole text costs less than one at each string of it.
 * @throws SyntaxError when it is no JSON
 */
export function readJson(text: string): unknown {
  if (!text.includes("\\u") || !unstorableEscape.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === "string" ? storable(value) : value,
  );
}

/** The text without what UTF-8 cannot express or a database refuses. */
export const storable = (text: string): string => toUSVString(text.replaceAll("\0", "\u2400"));
