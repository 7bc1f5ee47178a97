/** What this browser keeps under a key of Snapdeck's; null when there is none, or no storage. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(`snapdeck.${key}`);
  } catch {
    return null;
  }
}

/** Keeps a text under a key, or forgets it for null. Where storage is blocked it lasts as long as the page. */
export function writeStored(key: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(`snapdeck.${key}`);
    else localStorage.setItem(`snapdeck.${key}`, text);
  } catch {
    // Nothing depends on it.
  }
}

/** Calls back when another tab keeps another text under a key, or forgets it. @returns what ends it */
export function onStored(key: string, listener: (text: string | null) => void): () => void {
  const own = (event: StorageEvent) => {
    // Without a key everything was forgotten.
    if (event.key === null || event.key === `snapdeck.${key}`) listener(event.newValue);
  };
  globalThis.addEventListener?.("storage", own);
  return () => globalThis.removeEventListener?.("storage", own);
}

/** The items of a stored list, by whatever version it was stored; anything that is none is left out. */
export function parseStored<Item>(
  text: string | null,
  isItem: (value: unknown) => value is Item,
): Item[] {
  try {
    const kept: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(kept) ? kept.filter(isItem) : [];
  } catch {
    return [];
  }
}
