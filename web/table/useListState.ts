import { useCallback, useMemo } from "react";
import { useLocation, useNavigate } from "react-router";

interface Change {
  /** Replaces the address instead of adding a step to go back through: for typing. */
  replace?: boolean;
}

/**
 * A list's state, which lives in the address and nowhere else.
 * @param read and `write` come from links.ts and must not change between renders
 */
export function useListState<State extends { page: number }>(
  read: (search: URLSearchParams) => State,
  write: (state: State) => string,
) {
  const { search, pathname } = useLocation();
  const navigate = useNavigate();
  const state = useMemo(() => read(new URLSearchParams(search)), [read, search]);

  const update = useCallback(
    (change: Partial<State>, { replace = false }: Change = {}) => {
      // Anything but a step through the pages starts again at the first one.
      const next = write({ ...state, page: 1, ...change });
      navigate(pathname + next, { replace, preventScrollReset: true });
    },
    [navigate, pathname, state, write],
  );
  return [state, update] as const;
}
