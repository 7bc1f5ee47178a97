/**
 * The path Snapdeck is served under, without a slash at its end; empty at the root. The server says
 * it by the page's base element. Tests without a page are at the root.
 */
export const basePath =
  typeof document === "undefined" ? "" : new URL(document.baseURI).pathname.replace(/\/+$/, "");

/** One of the app's own addresses as whoever is elsewhere must write it. */
export const wholeLink = (path: string) => window.location.origin + basePath + path;
