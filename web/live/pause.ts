import { focusManager } from "@tanstack/react-query";
import { createStore } from "../state/create-store";

const paused = createStore(false);

/**
 * Stops everything that refreshes by itself, or lets it go on. TanStack Query pauses what nobody
 * looks at; paused, nobody is said to look. What is asked for by hand is read all the same.
 */
export function setPaused(next: boolean): void {
  focusManager.setFocused(next ? false : undefined);
  paused.set(next);
}

export const usePaused = paused.use;
