import type { Label } from "../contract";
import { readJson, storable } from "./read-json";

/**
 * Text of the service: null, absent, `""` and the word `"null"` (which the documented example has) all read
 * as null; numbers read as their digits.
 */
export function readText(value: unknown): string | null {
  if (typeof value === "string") return value === "" || value === "null" ? null : value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

/** A number, or its digits as a string; anything else is null. */
export function readNumber(value: unknown): number | null {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

/** Texts of a list; `[""]`, which the documented example has, is none. */
export function readTexts(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.map(readText).filter((text) => text !== null);
}

/** True, false, or either as a word; null when it is neither. */
export function readFlag(value: unknown): boolean | null {
  if (value === true || value === "true") return true;
  return value === false || value === "false" ? false : null;
}

/** Pairs as `[{Key, Value}]`, `[{TagKey, TagValue}]`, an object, or either as a JSON string. */
export function readLabels(value: unknown): Label[] {
  if (typeof value === "string") return readLabels(parsedOrNull(value));
  if (Array.isArray(value)) return value.map(readPair).filter((label) => label !== null);
  if (!isRecord(value)) return [];
  return Object.entries(value).map(([key, text]) => ({
    key: storable(key),
    value: readText(text) ?? "",
  }));
}

function readPair(pair: unknown): Label | null {
  if (!isRecord(pair)) return null;
  const key = readText(pair.Key ?? pair.key ?? pair.TagKey ?? pair.tagKey);
  const value = readText(pair.Value ?? pair.value ?? pair.TagValue ?? pair.tagValue);
  return key === null ? null : { key, value: value ?? "" };
}

/** Longer text is not parsed for labels: an instance has at most a few. */
const labelsTextAtMost = 64 * 1024;

/** JSON in a field of JSON; text that is none has no labels. A string in the string is not followed. */
function parsedOrNull(text: string): unknown {
  if (text.length > labelsTextAtMost) return null;
  try {
    const value = readJson(text);
    return typeof value === "string" ? null : value;
  } catch {
    return null;
  }
}

/** Whether the value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
