import type { Part } from "./part";

/** Elements of the pages that proxies and registries answer with in place of an error of their own. */
const elements =
  "html|head|title|meta|link|style|script|body|header|main|footer|div|span|center|h[1-6]|hr|br|p|pre|a|b|i|em|strong|ul|ol|li|table|tr|td|address";

/** A tag as a whole. What closes an element is told by its form alone; between brackets alone there may be a name. */
export const tag = new RegExp(
  `</[a-z][a-z0-9-]{0,19} ?>|<!doctype [a-z]{1,9}>|<(?:${elements}) ?/?>`,
  "i",
);

/** Whether a text is one tag and no more. */
export const isTag = (text: string) => tag.exec(text)?.[0] === text;

const opens = /<\/?$/;
const closes = /^ ?\/?>/;

/**
 * The parts with tags as plain text: the end of an element looks like a path, and the name of a heading like an
 * id. It is about what is shown and compared; the fingerprint is that of the message without this, so that the
 * ones that are stored still hold.
 */
export function withTagsAsText(parts: readonly Part[]): Part[] {
  const plain: Part[] = [];
  const add = ({ kind, text }: Part) => {
    const last = plain.at(-1);
    if (kind === "text" && last?.kind === "text") last.text += text;
    else plain.push({ kind, text });
  };
  for (const [at, part] of parts.entries()) {
    const [before, after] = [parts[at - 1], parts[at + 1]];
    const open = before?.kind === "text" ? (opens.exec(before.text)?.[0] ?? "") : "";
    const close = after?.kind === "text" ? (closes.exec(after.text)?.[0] ?? "") : "";
    const inTag = open !== "" && close !== "" && isTag(open + part.text + close);
    add(inTag ? { kind: "text", text: part.text } : part);
  }
  return plain;
}
