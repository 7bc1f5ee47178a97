/**
 * The query string that a page was last shown with in this tab, so that the way back to a list finds its page, its
 * search and its filters. A list's own address still says what it shows.
 */
const keyOf = (pathname: string) => `snapdeck.search.${pathname}`;

/** Keeps what a page is shown with. */
export function keepSearch(pathname: string, search: string): void {
  try {
    sessionStorage.setItem(keyOf(pathname), search);
  } catch {
    // The way back leads to the list's first page then.
  }
}

/** What a page was last shown with; empty where it was not, or without storage. */
export function lastSearch(pathname: string): string {
  try {
    return sessionStorage.getItem(keyOf(pathname)) ?? "";
  } catch {
    return "";
  }
}
