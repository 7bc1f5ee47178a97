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

/** The shape of every value. */
export const valueShape = "\0";

/** What closes a bracket or a quote. */
export const closing: Record<string, string> = { "(": ")", "[": "]", "{": "}", '"': '"' };
