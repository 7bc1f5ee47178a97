/** A part of a text, and whether it is what was searched for. */
export interface TextPart {
  text: string;
  hit: boolean;
}

/** Cuts a text at every place where another one stands in it, whatever the case. */
export function markParts(text: string, wanted: string): TextPart[] {
  if (wanted === "") return [{ text, hit: false }];
  const pattern = new RegExp(`(${wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")})`, "giu");
  return text
    .split(pattern)
    .map((part, at) => ({ text: part, hit: at % 2 === 1 }))
    .filter((part) => part.text !== "");
}
