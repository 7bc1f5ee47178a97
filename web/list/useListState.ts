import { useCallback, useEffect, useEffectEvent, useMemo } from "react";
import { useLocation, useNavigate, useNavigationType } from "react-router";
import type { SearchParams } from "../paths/codecs";
import { keepSearch } from "../state/last-search";
import {
  keepListPreferences,
  type ListName,
  listPreferencesOf,
  onColumnsKept,
} from "./list-preferences";

interface Change {
  /** Replaces the address instead of adding a step to go back through: for typing. */
  replace?: boolean;
}

/**
 * A list's state, which lives in the address and nowhere else.
 * @param params the page's table in web/paths
 * @param list where this browser keeps the reader's preferences for it
 */
export function useListState<State extends { page: number }>(
  params: SearchParams<State>,
  list?: ListName,
) {
  const { search, pathname, state: entry } = useLocation();
  const navigate = useNavigate();
  const state = useMemo(() => params.parse(new URLSearchParams(search)), [params, search]);

  const update = useCallback(
    (change: Partial<State>, { replace = false }: Change = {}) => {
      // Anything but a step through the pages starts again at the first one.
      const next = params.serialize({ ...state, page: 1, ...change });
      if (list !== undefined && ("size" in change || "hidden" in change))
        keepListPreferences(list, next);
      navigate(pathname + next, { replace, preventScrollReset: true });
    },
    [list, navigate, params, pathname, state],
  );

  // A link that somebody sent is shown as it is; the reader's preferences are for what they open themselves.
  const own = useNavigationType() !== "POP" && search === "";
  useEffect(() => {
    const preferences = own && list !== undefined ? listPreferencesOf(list) : "";
    if (preferences !== "")
      navigate(pathname + preferences, { replace: true, preventScrollReset: true });
  }, [own, list, navigate, pathname]);

  useEffect(() => keepSearch(pathname, search), [pathname, search]);
  const follow = useEffectEvent((changed: (search: string) => URLSearchParams) => {
    const next = params.serialize(params.parse(changed(search)));
    if (next !== params.serialize(state))
      navigate(pathname + next, { replace: true, preventScrollReset: true, state: entry });
  });
  useEffect(() => (list === undefined ? undefined : onColumnsKept(list, follow)), [list]);
  return [state, update] as const;
}
