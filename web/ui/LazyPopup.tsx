import { type ComponentProps, type ReactNode, Suspense, useState, useTransition } from "react";

/** What a popup was first opened with: by keyboard its first item takes the focus. */
export type OpenedBy = "keyboard" | "pointer";

interface LazyPopupProps extends Omit<ComponentProps<"button">, "popover"> {
  /** Fetches the popup's code: called when the button is first approached. */
  load: () => Promise<unknown>;
  /** The popup with the same button, open from the start. */
  popup: (openedBy: OpenedBy) => ReactNode;
  onOpen?: (() => void) | undefined;
}

/** A button that stands alone until it is first used; then one with a popup takes its place. */
export function LazyPopup({ load, popup, onOpen, ...rest }: LazyPopupProps) {
  const [openedBy, setOpenedBy] = useState<OpenedBy>();
  const warm = () => void load();
  // In parts: the button is drawn as used before a menu that has never been made is.
  const [isOpening, startOpening] = useTransition();
  const open = (by: OpenedBy) => {
    onOpen?.();
    startOpening(() => setOpenedBy(by));
  };
  const button = (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={isOpening}
      onPointerEnter={warm}
      onFocus={warm}
      // A click by Enter or Space is the first of none.
      onClick={({ detail }) => open(detail === 0 ? "keyboard" : "pointer")}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        open("keyboard");
      }}
      {...rest}
    />
  );
  if (openedBy === undefined) return button;
  return <Suspense fallback={button}>{popup(openedBy)}</Suspense>;
}
