import { useEffect, useState } from "react";

const keyOf = (connection: string) => `snapdeck.looked.${connection || "*"}`;

/**
 * When this browser looked at a connection's failures before this visit, ISO 8601; the first time
 * it is now. A visit ends when the page is left or put in the background.
 */
export function useLastLook(connection: string): string {
  const [look, setLook] = useState(() => ({ connection, at: read(connection) }));
  // Another connection is another visit.
  if (look.connection !== connection) setLook({ connection, at: read(connection) });

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
  return look.at;
}

function read(connection: string): string {
  const now = new Date().toISOString();
  try {
    const text = localStorage.getItem(keyOf(connection)) ?? "";
    return Number.isNaN(Date.parse(text)) ? now : new Date(text).toISOString();
  } catch {
    return now;
  }
}

function write(connection: string) {
  try {
    localStorage.setItem(keyOf(connection), new Date().toISOString());
  } catch {
    // Without storage every visit is the first: nothing is marked, and nothing else is lost.
  }
}
