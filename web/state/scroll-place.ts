/** How far the window was scrolled at each step of the browser's history in this tab, by the step's key. */
const storageKey = (key: string) => `snapdeck.place.${key}`;

/** Keeps how far the window is scrolled at a step. */
export function keepScrollPlace(key: string): void {
  try {
    sessionStorage.setItem(storageKey(key), String(window.scrollY));
  } catch {
    // A step back begins at the top then.
  }
}

/** How far the window was scrolled at a step, in pixels; null where it was not left, or without storage. */
export function scrollPlace(key: string): number | null {
  try {
    const kept = sessionStorage.getItem(storageKey(key));
    return kept === null ? null : Number(kept);
  } catch {
    return null;
  }
}
