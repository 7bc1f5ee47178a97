import { useEffectEvent, useLayoutEffect } from "react";
import { useLetterKeys } from "./letter-keys";

/** What keys do, by the key's name; `mod+k` is Ctrl or Cmd with K. Null where it does nothing now. */
export type Shortcuts = Partial<Record<string, (() => void) | null>>;

/**
 * Keys that work anywhere on the page while the caller is mounted. A single letter never fires while
 * one types, nor inside a menu; a key that an inner element has handled is left alone.
 */
export function useShortcuts(shortcuts: Shortcuts) {
  const letters = useLetterKeys();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const run = shortcuts[shortcutOf(event)];
    if (!run || event.defaultPrevented || event.isComposing) return;
    const bare = !event.ctrlKey && !event.metaKey;
    if (bare && (letters === "off" || takesLetters(event.target))) return;
    event.preventDefault();
    run();
  });
  // Before the page is painted: who sees it may already press a key.
  useLayoutEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

/** The name of what is pressed. Shift is part of the character it makes. */
export function shortcutOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">,
): string {
  if (event.altKey) return "";
  return event.ctrlKey || event.metaKey ? `mod+${event.key.toLowerCase()}` : event.key;
}

const typing =
  "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable], [role=menu], [role=listbox], [role=combobox]";

const takesLetters = (target: EventTarget | null) =>
  target instanceof Element && target.closest(typing) !== null;
