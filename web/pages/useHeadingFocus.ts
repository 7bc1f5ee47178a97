import { useEffect, useRef } from "react";
import { useLocation } from "react-router";

/**
 * Gives the focus to the page's heading where a step to another address has left it on nothing, as when the link
 * that was followed went with its list. Not on opening: then the browser begins at the top.
 */
export function useHeadingFocus(): void {
  const { key } = useLocation();
  const first = useRef(key);
  useEffect(() => {
    if (key === first.current) return;
    // After the frame in which a closing drawer gives the focus back to its row.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        const heading = document.querySelector<HTMLElement>("main h1");
        if (heading === null) return;
        heading.tabIndex = -1;
        heading.focus({ preventScroll: true });
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [key]);
}
