import { useEffect } from "react";
import type { Phase } from "../../server/contract";
import { basePath } from "../paths/base-path";

const plain = `${basePath}/favicon.svg`;
const icons: Partial<Record<Phase, string>> = {
  inFlight: `${basePath}/favicon-moving.svg`,
  failed: `${basePath}/favicon-failed.svg`,
};

/**
 * The tab's icon: with a dot for what is in flight or failed, plain for everything else. Files, for
 * the CSP allows no data: address; the page's own link element, for browsers take the first of two.
 */
export function TabIcon({ phase }: { phase: Phase | undefined }) {
  const href = (phase && icons[phase]) ?? plain;
  useEffect(() => {
    const icon = document.querySelector("link[rel=icon]");
    icon?.setAttribute("href", href);
    return () => icon?.setAttribute("href", plain);
  }, [href]);
  return null;
}
