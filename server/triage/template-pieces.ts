import { isTag, tag } from "./markup";
import type { Part } from "./part";
import { type Token, valueShape } from "./template-token";

/** No more pieces than this are cut at all. */
const mostPieces = 200;

const blank = /\s/;
const unit =
  /\s+|\[[=#>.\s-]+\]|[A-Za-z]{1,10}:\/\/|[-=]{1,9}>|[,;:=|()[\]{}<>"]|\p{Script=Han}+|[^\s,;:=|()[\]{}<>"\p{Script=Han}]+/u;
const piece = new RegExp(`${tag.source}|${unit.source}`, "giu");

/** Cut at blanks, punctuation and values; what touches a value without any of these becomes part of it. */
export function piecesOf(parts: readonly Part[]): Token[] {
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
      if (isTag(text)) {
        add("mark", text, text.toLowerCase());
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
