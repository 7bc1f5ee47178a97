import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { contrastOf, enough } from "./contrast";

/** A specimen, and the contrast of its text on its background as the browser computed them. */
export function Measured({ children }: { children: ReactNode }) {
  const place = useRef<HTMLSpanElement>(null);
  const [contrast, setContrast] = useState<number | null>(null);
  // After every render: theme.css may have been edited in between.
  useLayoutEffect(() => {
    const specimen = place.current?.firstElementChild;
    if (specimen) setContrast(contrastOf(getComputedStyle(specimen).color, backgroundOf(specimen)));
  });
  const weak = contrast !== null && contrast < enough;
  return (
    <span className="inline-flex items-center gap-1.5">
      <span ref={place} className="inline-flex">
        {children}
      </span>
      {contrast !== null && (
        <span
          data-contrast={weak ? "weak" : "enough"}
          className={weak ? "font-semibold text-danger text-xs" : "text-subtle text-xs"}
        >
          {contrast.toFixed(1)}
          {weak && ` ✕ below ${enough}`}
        </span>
      )}
    </span>
  );
}

const transparent = "rgba(0, 0, 0, 0)";

/** The background that an element's text is read on: its own, or the nearest one below it. */
function backgroundOf(element: Element): string {
  const { backgroundColor } = getComputedStyle(element);
  if (backgroundColor !== transparent) return backgroundColor;
  return element.parentElement === null ? "white" : backgroundOf(element.parentElement);
}
