import {
  type KeyboardEvent,
  type MouseEvent,
  type SyntheticEvent,
  useEffect,
  useMemo,
  useRef,
} from "react";

/** What a row is opened with: which button, and which keys are held with it. */
type Press = Pick<MouseEvent, "button" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey">;

const interactive = "a, button, input, label, select, textarea";

/** A second click within this time selects a word, as it does in any other text. Milliseconds. */
const doubleClickMs = 300;

/**
 * Makes an element behave as the link in it that is marked as its name: by a click anywhere on it, with the keys and
 * the buttons that open a link in another tab or window, and by Enter. Selecting text does not open it.
 */
export function useRowLink() {
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  return useMemo(() => {
    const isOwn = ({ target }: SyntheticEvent) =>
      !(target instanceof Element && target.closest(interactive));
    return {
      onClick(event: MouseEvent<HTMLElement>) {
        clearTimeout(waiting.current);
        if (!isOwn(event) || event.detail > 1 || hasSelection()) return;
        const row = event.currentTarget;
        const press = pressOf(event);
        // Only where a word is under the pointer may a second click select it.
        if (isPlain(press) && isOnText(event)) {
          waiting.current = setTimeout(() => {
            if (!hasSelection()) openRow(row, press);
          }, doubleClickMs);
        } else openRow(row, press);
      },
      onAuxClick(event: MouseEvent<HTMLElement>) {
        if (event.button !== 1 || !isOwn(event)) return;
        event.preventDefault();
        openRow(event.currentTarget, pressOf(event));
      },
      onMouseDown(event: MouseEvent<HTMLElement>) {
        // Neither does Shift select up to here, nor the middle button scroll.
        if (isOwn(event) && (event.button === 1 || event.shiftKey)) event.preventDefault();
      },
      onKeyDown(event: KeyboardEvent<HTMLElement>) {
        if (event.key !== "Enter" || event.target !== event.currentTarget) return;
        event.preventDefault();
        openRow(event.currentTarget, { ...pressOf(event), button: 0 });
      },
    };
  }, []);
}

/** Opens a row by the link that names it, so that the browser does with it what it does with any link. */
function openRow(row: HTMLElement, { button, ...keys }: Press) {
  const link = row.querySelector<HTMLAnchorElement>("a[data-row-link]");
  // A link has no click by the middle button; with Ctrl, or ⌘ on a Mac, it opens the same tab.
  const middle = button === 1 ? { ctrlKey: true, metaKey: true } : {};
  link?.dispatchEvent(
    new MouseEvent("click", { bubbles: true, cancelable: true, ...keys, ...middle }),
  );
}

const pressOf = (event: MouseEvent | KeyboardEvent): Press => ({
  button: "button" in event ? event.button : 0,
  altKey: event.altKey,
  ctrlKey: event.ctrlKey,
  metaKey: event.metaKey,
  shiftKey: event.shiftKey,
});

const isPlain = ({ button, altKey, ctrlKey, metaKey, shiftKey }: Press) =>
  button === 0 && !altKey && !ctrlKey && !metaKey && !shiftKey;

const hasSelection = () => getSelection()?.type === "Range";

/** Whether there is a word under the pointer. */
function isOnText({ clientX, clientY, target }: MouseEvent): boolean {
  if (!(target instanceof Element)) return false;
  const range = document.createRange();
  return [...target.childNodes].some((node) => {
    if (node.nodeType !== Node.TEXT_NODE) return false;
    range.selectNodeContents(node);
    return [...range.getClientRects()].some(
      ({ left, right, top, bottom }) =>
        clientX >= left && clientX <= right && clientY >= top && clientY <= bottom,
    );
  });
}
