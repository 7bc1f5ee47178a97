import { basePath } from "../paths/base-path";

type Value = string | number | readonly string[];

/** An address of the BFF: path segments encoded and empty ones left out, several values by comma, empty ones left out. */
export function apiPath(segments: readonly string[], query: Record<string, Value> = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    const text = typeof value === "object" ? value.join(",") : String(value);
    if (text !== "") search.set(key, text);
  }
  const named = segments.filter((segment) => segment !== "");
  const path = `${basePath}/api/${named.map(encodeURIComponent).join("/")}`;
  return search.size === 0 ? path : `${path}?${search}`;
}
