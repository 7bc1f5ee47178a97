import { useEffect, useState } from "react";
import { timeZone, zoneName } from "../i18n/time-zone";
import { basePath } from "../paths/base-path";
import { paths } from "../paths/paths";
import { readStored, writeStored } from "../state/stored";
import { tellServer } from "../state/told";

const keyOf = (connection: string) => `looked.${connection || "*"}`;

/** When the visits that go on count from, by connection: what is read before the page is there is read for the page. */
const begun = new Map<string, string>();

/**
 * When this browser looked at a connection's failures before this visit, ISO 8601; the first time
 * it is now. A visit ends when the page is left or put in the background.
 */
export function lastVisit(connection: string): string {
  const known = begun.get(connection);
  if (known !== undefined) return known;
  const kept = Date.parse(askedInHead(connection) ?? readStored(keyOf(connection)) ?? "");
  const at = new Date(Number.isNaN(kept) ? Date.now() : kept).toISOString();
  begun.set(connection, at);
  return at;
}

/** The same in the failures' page, whose visit it is. */
export function useLastVisit(connection: string): string {
  const [visit, setVisit] = useState(() => ({ connection, at: lastVisit(connection) }));
  // Another connection is another visit.
  if (visit.connection !== connection) setVisit({ connection, at: lastVisit(connection) });

  useEffect(() => {
    const note = () => write(connection);
    const onHide = () => {
      if (document.visibilityState === "hidden") note();
    };
    document.addEventListener("visibilitychange", onHide);
    window.addEventListener("pagehide", note);
    return () => {
      document.removeEventListener("visibilitychange", onHide);
      window.removeEventListener("pagehide", note);
      note();
      begun.delete(connection);
    };
  }, [connection]);
  return visit.at;
}

let isHeadRead = false;

/**
 * The moment that the page's head has asked with already, once: where the page is loaded again the visit before has
 * ended only since, and to ask with that would be to ask twice.
 */
function askedInHead(connection: string): string | null {
  if (isHeadRead || typeof document === "undefined") return null;
  isHeadRead = true;
  const path = `${basePath}/api/${encodeURIComponent(connection || "all")}/failures?`;
  const link = document.querySelector(`link[rel=preload][href^="${path}"]`);
  return link && new URLSearchParams(link.getAttribute("href")?.split("?")[1]).get("since");
}

function write(connection: string): void {
  const at = new Date().toISOString();
  writeStored(keyOf(connection), at);
  tellServer("visit", `${at} ${zoneName(timeZone())}`, paths.failures(connection));
}
