import { maskIdentities, redacted } from "./redact";
import { randomWordSpans, type Span, secretPatterns, signedQuerySpans } from "./secret-patterns";

/** Shorter texts hold no secret with a name or a shape, and most texts of an answer are short. */
const shortestText = 8;

/** Where the secrets of a text are, in order, none overlapping. */
function secretSpans(text: string): Span[] {
  if (text.length < shortestText) return [];
  const spans: Span[] = [...signedQuerySpans(text), ...randomWordSpans(text)];
  for (const pattern of secretPatterns(text)) {
    for (const found of text.matchAll(pattern)) {
      spans.push([found.index + (found[1] ?? "").length, found.index + found[0].length]);
    }
  }
  if (spans.length < 2) return spans;
  spans.sort((a, b) => a[0] - b[0]);
  const apart: [number, number][] = [];
  for (const [start, end] of spans) {
    const last = apart.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else apart.push([start, end]);
  }
  return apart;
}

/** A text without passwords, tokens, keys, signatures and logins in addresses, known by their shapes or by what stands before. */
export function removeSecrets(text: string): string {
  let kept = "";
  let at = 0;
  for (const [start, end] of secretSpans(text)) {
    kept += text.slice(at, start) + redacted;
    at = end;
  }
  return at === 0 ? text : kept + text.slice(at);
}

/**
 * The pieces of one text without its secrets. They are looked for in the whole: by itself a piece does not tell that
 * a password stands in the one before it.
 */
export function removeSecretsFromParts<P extends { text: string }>(parts: readonly P[]): P[] {
  const spans = secretSpans(parts.map(({ text }) => text).join(""));
  if (spans.length === 0) return [...parts];
  let from = 0;
  return parts.map((part) => {
    const to = from + part.text.length;
    let kept = "";
    let at = from;
    for (const [start, end] of spans) {
      if (end <= from || start >= to) continue;
      kept += part.text.slice(at - from, Math.max(start, from) - from);
      // A secret that goes on from the piece before has its mark there.
      if (start >= from) kept += redacted;
      at = Math.min(end, to);
    }
    const text = kept + part.text.slice(at - from);
    from = to;
    return { ...part, text };
  });
}

/**
 * Free text of the service for a reader of the team: secrets are removed, and who it was, as in what is shared. Names
 * of images and registries are kept: they stand beside it anyway.
 */
export const redactFreeText = (text: string): string => maskIdentities(removeSecrets(text));
