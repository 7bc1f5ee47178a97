import { Dialog } from "@base-ui/react/dialog";
import { clsx } from "clsx";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { useMedia } from "./media";
import { SkipLink } from "./SkipLink";

interface SidePanelProps {
  /** What it is called aloud. Its `h2` is what is seen of it, and takes the focus when it opens. */
  title: string;
  onClose: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  children: ReactNode;
}

/**
 * A panel at the page's end that leaves the page usable; on a phone a sheet over all of it. Esc
 * closes it from anywhere. Whoever opened it takes the focus back.
 */
export function SidePanel({ title, onClose, onKeyDown, children }: SidePanelProps) {
  const phone = useMedia("(width < 48rem)");
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root
      open
      modal={phone}
      disablePointerDismissal={!phone}
      onOpenChange={(open, { reason, event }) => {
        if (open) return;
        // A menu that is open over the panel takes the key for itself.
        if (reason === "escape-key" && event.defaultPrevented) return;
        onClose();
      }}
    >
      <Dialog.Portal>
        {phone && <Dialog.Backdrop className="fixed inset-0 z-panel bg-text/25 print:hidden" />}
        <Dialog.Popup
          ref={popup}
          aria-label={title}
          initialFocus={() => popup.current?.querySelector("h2")}
          finalFocus={false}
          onKeyDown={onKeyDown}
          className={clsx(
            "fixed end-0 z-panel flex flex-col border-line bg-raised outline-none",
            "print:static print:block print:w-auto print:break-before-page print:border-0 print:shadow-none",
            "transition-[translate,opacity] duration-(--motion) data-starting-style:translate-x-4 data-starting-style:opacity-0",
            phone ? "inset-x-0 top-0 bottom-0" : "top-12 bottom-0 w-panel border-s",
          )}
        >
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
      {/* Where Tab goes after the panel: with no stop behind it, the focus would be lost on Base UI's guard. */}
      {!phone && <SkipLink />}
    </Dialog.Root>
  );
}
