import { clsx } from "clsx";
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { createPortal } from "react-dom";
import { isFirstViewShown } from "./first-view";
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
  const panel = useRef<HTMLDivElement>(null);
  // A page that is opened with it has shown it before there was a script.
  const [comes] = useState(() => !isFirstViewShown());
  useLayoutEffect(() => panel.current?.querySelector("h2")?.focus({ preventScroll: true }), []);
  useCoveredPage(phone);

  const closeOnEscape = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) onClose();
  });
  useEffect(() => {
    // At the window, and so after whatever is open over the panel has had the key.
    window.addEventListener("keydown", closeOnEscape);
    return () => window.removeEventListener("keydown", closeOnEscape);
  }, []);

  const shown = (
    <>
      <div
        ref={panel}
        role="dialog"
        aria-label={title}
        aria-modal={phone || undefined}
        tabIndex={-1}
        onKeyDown={(event) => {
          if (phone) keepTabInside(event);
          onKeyDown?.(event);
        }}
        className={clsx(
          "fixed end-0 z-panel flex flex-col border-line bg-raised outline-none",
          "print:static print:block print:w-auto print:break-before-page print:border-0 print:shadow-none",
          "max-md:inset-x-0 max-md:top-0 bottom-0 md:top-12 md:w-panel md:border-s",
          comes &&
            "transition-[translate,opacity] duration-(--motion) starting:translate-x-4 starting:opacity-0",
        )}
      >
        {children}
      </div>
      {/* Where Tab goes after the panel, which stands last: back to the page's content. */}
      {!phone && (
        <div className="fixed start-0 top-0 z-dialog">
          <SkipLink />
        </div>
      )}
    </>
  );
  return typeof document === "undefined" ? shown : createPortal(shown, document.body);
}

const tabStops =
  "a[href], button:enabled, input:enabled, select:enabled, summary, [tabindex]:not([tabindex='-1'])";

/** From the last stop of a sheet Tab goes on to its first one, and back. */
function keepTabInside(event: KeyboardEvent<HTMLElement>) {
  const { currentTarget: sheet, target } = event;
  if (event.key !== "Tab" || !(target instanceof Node) || !sheet.contains(target)) return;
  const stops = [...sheet.querySelectorAll<HTMLElement>(tabStops)].filter((stop) =>
    stop.checkVisibility(),
  );
  const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  // Its heading has the focus at first, and stands before all of them.
  const atEdge = target === from || (event.shiftKey && target === sheet.querySelector("h2"));
  if (!atEdge) return;
  event.preventDefault();
  to?.focus();
}

/** Takes the page below a sheet out of reach, and keeps it from being scrolled. */
function useCoveredPage(covered: boolean) {
  useEffect(() => {
    const page = document.getElementById("main")?.parentElement;
    if (!covered || !page) return;
    const { style } = document.documentElement;
    page.inert = true;
    style.overflow = "hidden";
    return () => {
      page.inert = false;
      style.overflow = "";
    };
  }, [covered]);
}
