import { focusManager } from "@tanstack/react-query";
import { createStore } from "../state/create-store";

const paused = createStore(false);

/**
 * Stops everything that refreshes by itself, or lets it go on. TanStack Query
 * refreshes only while the page has the focus, so it is told that it has none. A refresh by hand works
 * all the same.
 */
export function setPaused(next: boolean): void {
  focusManager.setFocused(next ? false : undefined);
  paused.set(next);
}

export const usePaused = paused.use;
