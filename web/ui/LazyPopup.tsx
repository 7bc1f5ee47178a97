import { type ComponentProps, type ReactNode, Suspense, useState } from "react";

interface LazyPopupProps extends Omit<ComponentProps<"button">, "popover"> {
  /** Fetches the popup's code: called when the button is first approached. */
  load: () => Promise<unknown>;
  /** The popup with the same button, open from the start. */
  popup: ReactNode;
  onOpen?: (() => void) | undefined;
}

/** A button that stands alone until it is first used; then one with a popup takes its place. */
export function LazyPopup({ load, popup, onOpen, ...rest }: LazyPopupProps) {
  const [isUsed, setUsed] = useState(false);
  const warm = () => void load();
  const open = () => {
    onOpen?.();
    setUsed(true);
  };
  const button = (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={warm}
      onFocus={warm}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        open();
      }}
      {...rest}
    />
  );
  return isUsed ? <Suspense fallback={button}>{popup}</Suspense> : button;
}
