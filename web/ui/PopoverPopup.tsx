import { Popover } from "@base-ui/react/popover";
import type { ReactNode } from "react";

interface PopoverPopupProps {
  button: Popover.Trigger.Props;
  title: string;
  children: ReactNode;
}

/** The facts behind a PopoverButton. Mounted by the first click, hence open from the start. */
export default function PopoverPopup({ button, title, children }: PopoverPopupProps) {
  return (
    <Popover.Root defaultOpen>
      <Popover.Trigger {...button} />
      <Popover.Portal>
        <Popover.Positioner sideOffset={4} align="end" className="z-menu print:hidden">
          <Popover.Popup className="w-80 max-w-[calc(100vw-1.5rem)] rounded-lg border border-line bg-raised p-4 text-sm shadow-pop outline-none">
            <Popover.Title className="mb-2 font-semibold">{title}</Popover.Title>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
