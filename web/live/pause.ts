import { focusManager } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";

let paused = false;
const listeners = new Set<() => void>();

/**
 * Stops everything that refreshes by itself, or lets it go on. TanStack Query pauses what nobody
 * looks at; paused, nobody is said to look. What is asked for by hand is read all the same.
 */
export function setPaused(next: boolean): void {
  paused = next;
  focusManager.setFocused(next ? false : undefined);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const usePaused = () => useSyncExternalStore(subscribe, () => paused);
