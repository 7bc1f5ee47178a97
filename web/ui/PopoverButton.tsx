import { lazy, type ReactNode } from "react";
import { buttonClass } from "./Button";
import { LazyPopup } from "./LazyPopup";

const load = () => import("./PopoverPopup");
const PopoverPopup = lazy(load);

interface PopoverButtonProps {
  /** What the button says. */
  label: ReactNode;
  /** Read out with the popup, and its heading. */
  title: string;
  className?: string;
  children: ReactNode;
}

/** A quiet button that opens a few facts beside it. */
export function PopoverButton({ label, title, className, children }: PopoverButtonProps) {
  const button = {
    className: buttonClass("quiet", className),
    "aria-haspopup": "dialog",
    children: label,
  } as const;
  return (
    <LazyPopup
      {...button}
      load={load}
      popup={() => (
        <PopoverPopup button={button} title={title}>
          {children}
        </PopoverPopup>
      )}
    />
  );
}
