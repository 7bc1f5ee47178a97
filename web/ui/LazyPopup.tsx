import { type ComponentProps, type ReactNode, Suspense, useState } from "react";

interface LazyPopupProps extends Omit<ComponentProps<"button">, "popover"> {
  /** Fetches the popup's code: called when the button is first approached. */
  load: () => Promise<unknown>;
  /** The popup with a button of the same looks, open from the start. */
  popup: ReactNode;
  onOpen?: (() => void) | undefined;
}

/** A button that is alone until it is first used, and then stands aside for one with a popup. */
export function LazyPopup({ load, popup, onOpen, ...rest }: LazyPopupProps) {
  const [wanted, setWanted] = useState(false);
  const warm = () => void load();
  const open = () => {
    onOpen?.();
    setWanted(true);
  };
  const button = (
    <button
      type="button"
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
  return wanted ? <Suspense fallback={button}>{popup}</Suspense> : button;
}
