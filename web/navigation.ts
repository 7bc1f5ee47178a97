import type { ComponentType } from "react";
import {
  createPath,
  type Location,
  matchRoutes,
  type NavigateOptions,
  NavigationType,
  type Navigator,
  type Params,
  type Path,
  parsePath,
  type RouteMatch,
  type RouteObject,
  type To,
} from "react-router";
import { keepScrollPlace } from "./state/scroll-place";

/** What an address asks of a route. */
export interface Asked {
  params: Params;
  search: URLSearchParams;
}

/** A route of React Router, and what is done when it is gone to. */
export type PageRoute = RouteObject & {
  /** Fetches the page's code. */
  load?: () => Promise<{ Component: ComponentType }>;
  isLoaded?: boolean;
  /**
   * Reads the page's data while its code is on its way. Resolves once it is there or known not to come; whoever goes
   * to the page waits for none of it.
   */
  read?: (asked: Asked) => Promise<unknown>;
  /** The address that this one leads to instead; null where the page itself is shown. */
  redirect?: (asked: Asked) => Promise<string | null>;
  children?: PageRoute[];
};

/** The address in force, and how it was come to. */
export interface Arrival {
  location: Location;
  type: NavigationType;
  preventScrollReset: boolean;
}

export interface Navigation {
  /** Resolves once the code of the first address's pages is there, or is known not to come. */
  ready: Promise<void>;
  /** Resolves once what the first address's pages read is there, or is known not to come. */
  read: Promise<unknown>;
  navigator: Navigator;
  /** The address in force. */
  arrival: () => Arrival;
  /** Calls back with each address that comes in force, until what it returns is called. */
  listen: (listener: (arrival: Arrival) => void) => () => void;
}

/** What the browser's history keeps of an address. */
type Entry = Pick<Location, "key" | "state">;

const { Pop, Push, Replace } = NavigationType;

/**
 * The browser's history as React Router asks for it. An address comes in force once the code of its pages is there;
 * until then the page before it stands. A data router does this too, and much else: it is 15 kB larger.
 * @param base the path that the app is served under, without a slash at its end
 */
export function createNavigation(routes: PageRoute[], base: string): Navigation {
  const listeners = new Set<(arrival: Arrival) => void>();
  let arrival = arrivalAt(window.location, Pop, entryNow());
  let matches: RouteMatch<string, PageRoute>[] = [];
  let newest = arrival;
  let reads: unknown[] = [];

  /** Goes to an address. Where another one is gone to before its pages are there, it never comes in force. */
  async function go(next: Arrival): Promise<void> {
    newest = next;
    const { location, type } = next;
    const search = new URLSearchParams(location.search);
    const matched = matchRoutes(routes, location, `${base}/`) ?? [];
    // What stays in view is read again where its query changed, or where it is gone to again.
    const readsAll =
      location.search !== arrival.location.search ||
      createPath(location) === createPath(arrival.location);
    const changed = matched.filter(
      ({ route, pathname }) =>
        readsAll || !matches.some((match) => match.route === route && match.pathname === pathname),
    );
    reads = changed.map(({ route, params }) => route.read?.({ params, search }));
    const pending = matched.filter(
      ({ route }) => route.redirect || (route.load && !route.isLoaded),
    );
    if (pending.length > 0) {
      const loading = pending.map(({ route, params }) => load(route, { params, search }));
      const to = (await Promise.all(loading)).find((address) => address !== null);
      if (newest !== next) return;
      if (to !== undefined)
        return go(arrivalAt(parsePath(base + to), type === Push ? Push : Replace));
    }
    if (next !== arrival) keepScrollPlace(arrival.location.key);
    enter(next);
    matches = matched;
    // Another object even where the address was in force before its pages were there.
    arrival = { ...next };
    for (const listener of listeners) listener(arrival);
  }

  window.addEventListener("popstate", () => void go(arrivalAt(window.location, Pop, entryNow())));
  const ready = go(arrival);
  const step = (type: NavigationType) => (to: To, state: unknown, options?: NavigateOptions) =>
    void go(arrivalAt(typeof to === "string" ? parsePath(to) : to, type, { state }, options));
  return {
    ready,
    // Of where it led to, if it led on.
    read: ready.then(() => Promise.allSettled(reads)),
    navigator: {
      createHref: hrefOf,
      encodeLocation: (to) => new URL(hrefOf(to), window.location.origin),
      go: (steps) => window.history.go(steps),
      push: step(Push),
      replace: step(Replace),
    },
    arrival: () => arrival,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const hrefOf = (to: To) => (typeof to === "string" ? to : createPath(to));

const arrivalAt = (
  { pathname = "/", search = "", hash = "" }: Partial<Path>,
  type: NavigationType,
  { key = Math.random().toString(36).slice(2), state = null }: Partial<Entry> = {},
  { preventScrollReset = false }: NavigateOptions = {},
): Arrival => ({ location: { pathname, search, hash, key, state }, type, preventScrollReset });

/** What the browser's history keeps of the address that it is at. */
function entryNow(): Entry {
  const kept: unknown = window.history.state;
  const isEntry = typeof kept === "object" && kept !== null && "key" in kept && "state" in kept;
  return isEntry ? { key: String(kept.key), state: kept.state } : { key: "default", state: null };
}

/** Writes an address that was arrived at into the browser's history. */
function enter({ location, type }: Arrival): void {
  const { key, state } = location;
  const entry: Entry = { key, state };
  const address = createPath(location);
  if (type === Replace) window.history.replaceState(entry, "", address);
  if (type !== Push) return;
  try {
    window.history.pushState(entry, "", address);
  } catch {
    // Some browsers take only so many steps in half a minute.
    window.location.assign(address);
  }
}

/**
 * Fetches a page's code. Where it does not come the page throws why, and it is fetched again with the next visit.
 * @returns the address that the route leads to instead; null where it shows its page
 */
async function load(route: PageRoute, asked: Asked): Promise<string | null> {
  try {
    const to = await route.redirect?.(asked);
    if (to) return to;
    route.Component = (await route.load?.())?.Component ?? null;
    route.isLoaded = true;
  } catch (error) {
    route.isLoaded = false;
    route.Component = () => {
      throw error;
    };
  }
  return null;
}
