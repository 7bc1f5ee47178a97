import { useEffect, useState } from "react";
import { readStored, writeStored } from "../state/stored";

const keyOf = (connection: string) => `looked.${connection || "*"}`;

/**
 * When this browser looked at a connection's failures before this visit, ISO 8601; the first time
 * it is now. A visit ends when the page is left or put in the background.
 */
export function useLastVisit(connection: string): string {
  const [visit, setVisit] = useState(() => ({ connection, at: read(connection) }));
  // Another connection is another visit.
  if (visit.connection !== connection) setVisit({ connection, at: read(connection) });

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
    };
  }, [connection]);
  return visit.at;
}

function read(connection: string): string {
  const kept = Date.parse(readStored(keyOf(connection)) ?? "");
  return new Date(Number.isNaN(kept) ? Date.now() : kept).toISOString();
}

const write = (connection: string) => writeStored(keyOf(connection), new Date().toISOString());
