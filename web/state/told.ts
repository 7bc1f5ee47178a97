/**
 * What the server is told of this browser so that it can put a page together as the page will be: cookies of its own
 * origin, which scripts write. Nothing but the look and the reading ahead depends on them.
 */
export type Told = "language" | "visit";

const yearS = 365 * 24 * 60 * 60;

/**
 * Tells the server a text, or no longer for null.
 * @param path the addresses whose pages it is for, below the path that the app is served under
 */
export function tellServer(what: Told, text: string | null, path = "/"): void {
  if (typeof document === "undefined") return;
  const base = new URL(document.baseURI).pathname.replace(/\/+$/, "");
  const value = text === null ? "" : encodeURIComponent(text);
  const age = text === null ? 0 : yearS;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = `snapdeck_${what}=${value}; path=${base}${path}; max-age=${age}; samesite=lax`;
}
