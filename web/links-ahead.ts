import type { Query, QueryClient } from "@tanstack/react-query";
import { matchRoutes } from "react-router";
import { problemOf } from "./api/problem";
import type { PageRoute } from "./navigation";
import { createAhead } from "./read-ahead";

/** After an answer that the service or this server is asked too often, so long nothing is read ahead. */
const politeMs = 60_000;
const tooOften: ReadonlySet<string> = new Set(["upstream.throttled", "rate.limited"]);

declare global {
  interface Navigator {
    /** Where the browser knows it. */
    connection?: { saveData?: boolean };
  }
}

/**
 * Fetches the code and the data of the page that a link leads to, from when a pointer or the keyboard's focus rests on
 * it. Not while the page is hidden, where the reader saves data, or where the service is asked too often already.
 * @param base the path that the app is served under, without a slash at its end
 */
export function readLinksAhead(routes: PageRoute[], client: QueryClient, base: string): void {
  let politeUntil = 0;
  const look = ({ state }: Query) => {
    if (state.error !== null && tooOften.has(problemOf(state.error).code))
      politeUntil = Math.max(politeUntil, state.errorUpdatedAt + politeMs);
  };
  const queries = client.getQueryCache();
  // The first answers came before this.
  queries.getAll().forEach(look);
  queries.subscribe(({ query }) => look(query));

  const { at } = createAhead({
    isWelcome: () =>
      document.visibilityState === "visible" &&
      navigator.connection?.saveData !== true &&
      Date.now() >= politeUntil,
    async read(href) {
      const { pathname, searchParams: search } = new URL(href);
      const matched = matchRoutes(routes, { pathname }, `${base}/`) ?? [];
      await Promise.allSettled(
        matched.flatMap(({ route, params }) => [route.load?.(), route.read?.({ params, search })]),
      );
    },
  });

  // Not by what a still pointer comes to be over: the page may have moved below it.
  addEventListener("pointermove", ({ target, pointerType }) => {
    at(pointerType === "touch" ? null : linkAt(target, base));
  });
  addEventListener("focusin", ({ target }) => {
    at("keyboard" in document.documentElement.dataset ? linkAt(target, base) : null);
  });
  // Whoever presses it goes there now.
  for (const end of ["pointerdown", "keydown", "focusout"])
    addEventListener(end, () => at(null), true);
}

/** The page of the app that something leads to, of a row as of its link; null for none, and for the one in view. */
function linkAt(target: EventTarget | null, base: string): string | null {
  if (!(target instanceof Element)) return null;
  const own = target.closest("a[href], button, input, label, select, tr, [data-row-link]");
  const link = own?.matches("tr") ? own.querySelector("a[data-row-link]") : own;
  if (!(link instanceof HTMLAnchorElement) || link.target !== "" || link.download !== "")
    return null;
  const { origin, pathname, search, href } = link;
  const isPage = origin === location.origin && pathname.startsWith(`${base}/`);
  const isOther = pathname !== location.pathname || search !== location.search;
  return isPage && isOther && !pathname.startsWith(`${base}/api/`) ? href : null;
}
