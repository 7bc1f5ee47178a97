import { useCallback } from "react";
import { useLocation, useNavigate, useParams } from "react-router";

/**
 * How a link to a snapshot enters the browser's history: the first one is a step that Back undoes,
 * the next ones, with the drawer open, take its place. So one Back always closes the drawer.
 * @param isOpen whether the drawer is open, where it is no route of its own
 */
export function useDrawerLink(isOpen?: boolean) {
  const { snapshotId } = useParams();
  const { state } = useLocation();
  return !(isOpen ?? snapshotId !== undefined)
    ? { state: openedFromList, replace: false, preventScrollReset: true }
    : { state, replace: true, preventScrollReset: true };
}

/**
 * How a step of the drawer enters the browser's history: on another page of the list, closing goes to that page
 * instead of back to where the drawer was opened.
 */
export const stepLink = (link: ReturnType<typeof useDrawerLink>, samePage: boolean) =>
  samePage ? link : { ...link, state: null };

const openedFromList = { openedFromList: true };

/** Closes the drawer: back to the list it was opened from, or forward to it after a cold load. */
export function useCloseDrawer(listHref: string) {
  const { state } = useLocation();
  const navigate = useNavigate();
  const fromList: unknown = state?.openedFromList;
  return useCallback(() => {
    if (fromList === true) navigate(-1);
    else navigate(listHref, { replace: true, preventScrollReset: true });
  }, [fromList, listHref, navigate]);
}
