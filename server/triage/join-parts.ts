import type { Part } from "./part";

const timeUnit =
  /^ ?(?:milliseconds?|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|ms|s|m|h)(?![\w])|^ ?(?:毫秒|秒钟?|分钟|小时|天)/i;
const sizeUnit = /^ ?(?:[kmgtp]i?b|bytes?|[kgt]i?b?|b)(?![\w])|^ ?字节/i;
const zone = /^ ?(?:GMT|UTC|CST|AM|PM)(?!\w)/;
const onlyBetween = /^(?: ?[,、;] ?| )$/;

/**
 * Joins what belongs to one value: a number and its unit, a date and its hour, a list of values of one
 * kind however long; and drops the quotes right around a value. Returns a new list.
 */
export function joinParts(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const next = { ...part };
    const last = joined.at(-1);
    if (next.kind === "text") {
      if (last && last.kind !== "text") moveUnit(last, next);
      addText(joined, next.text);
    } else if (!mergeWithEarlier(joined, next)) {
      joined.push(next);
    }
  }
  return withoutQuotes(joined).filter((part) => part.text !== "");
}

/** Moves a unit or a time zone from the text into the value before it. */
function moveUnit(value: Part, text: Part): void {
  const unit =
    value.kind === "number" ? (timeUnit.exec(text.text) ?? sizeUnit.exec(text.text)) : null;
  const found = unit ?? (value.kind === "time" ? zone.exec(text.text) : null);
  if (!found) return;
  if (unit) value.kind = timeUnit.test(text.text) ? "time" : "size";
  value.text += found[0];
  text.text = text.text.slice(found[0].length);
}

function addText(parts: Part[], text: string): void {
  const last = parts.at(-1);
  if (text === "") return;
  if (last?.kind === "text") last.text += text;
  else parts.push({ kind: "text", text });
}

/** Whether the value was added to the one before it, over a comma or a blank. */
function mergeWithEarlier(parts: Part[], value: Part): boolean {
  const gap = parts.at(-1);
  const direct = gap !== undefined && gap.kind !== "text";
  const earlier = direct ? gap : parts.at(-2);
  if (!earlier || earlier.kind === "text") return false;
  const between = direct ? "" : (gap?.text ?? "");
  if (between !== "" && !onlyBetween.test(between)) return false;
  const clock = [earlier.kind, value.kind].every((kind) => kind === "time" || kind === "number");
  if (earlier.kind !== value.kind && !clock) return false;
  if (!direct) parts.pop();
  if (clock && earlier.kind !== value.kind) earlier.kind = "time";
  earlier.text += between + value.text;
  return true;
}

function withoutQuotes(parts: Part[]): Part[] {
  for (let at = 1; at < parts.length - 1; at += 1) {
    const [left, value, right] = [parts[at - 1], parts[at], parts[at + 1]];
    if (!left || !value || !right || value.kind === "text") continue;
    if (left.kind !== "text" || right.kind !== "text") continue;
    if (!/["']$/.test(left.text) || left.text.at(-1) !== right.text[0]) continue;
    left.text = left.text.slice(0, -1);
    right.text = right.text.slice(1);
  }
  return parts;
}
