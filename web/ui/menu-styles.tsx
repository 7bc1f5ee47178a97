import { clsx } from "clsx";
import { Check } from "lucide-react";

/** The box around a menu's items. */
export const menuClass = "min-w-52 max-w-80 rounded-lg border border-line bg-raised p-1 shadow-pop";

/** An item that does something when it is chosen. */
export const menuItemClass =
  "cursor-default select-none rounded-md px-2 py-1.5 text-sm -outline-offset-2 data-highlighted:bg-chosen";

/** An item that is ticked, and what undoes the ticks below it. */
export const menuTickClass =
  "flex h-8 cursor-default select-none items-center gap-2 rounded-md px-2 text-sm -outline-offset-2 data-highlighted:bg-chosen";

/** The box before an item: its tick says it as well as its fill. */
export const Tick = ({ checked }: { checked: boolean }) => (
  <span
    aria-hidden
    className={clsx(
      "grid size-4 shrink-0 place-items-center rounded-sm border",
      checked ? "border-text bg-text text-surface" : "border-line-strong",
    )}
  >
    {checked && <Check className="size-3" strokeWidth={3} />}
  </span>
);
