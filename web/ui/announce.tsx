import { useEffect, useState } from "react";
import { createStore } from "../state/create-store";

interface Announcement {
  text: string;
  /** Shown for a moment as well as said. */
  shown: boolean;
}

const latestAnnouncement = createStore<Announcement>({ text: "", shown: false });

function say(text: string, shown: boolean) {
  // The same sentence twice is only read again when the text differs.
  const repeated = latestAnnouncement.get().text === text;
  latestAnnouncement.set({ text: repeated ? `${text}\u00a0` : text, shown });
}

/** Says a sentence to screen readers when they are next idle. */
export const announce = (text: string): void => say(text, false);

/** Says it and shows it for a moment: for what a key did, where no button can show it. */
export const flash = (text: string): void => say(text, true);

const flashMs = 1_800;

/** The page's one live region; mounted once, for a region that comes with its text is not read. */
export function Announcer() {
  const latest = latestAnnouncement.use();
  const [over, setOver] = useState(latest);
  useEffect(() => {
    const timer = setTimeout(() => setOver(latest), flashMs);
    return () => clearTimeout(timer);
  }, [latest]);
  return (
    <>
      <div role="status" aria-live="polite" className="sr-only">
        {latest.text}
      </div>
      {latest.shown && latest !== over && (
        <div
          aria-hidden
          className="pointer-events-none fixed inset-x-0 bottom-16 z-dialog flex justify-center print:hidden"
        >
          <span className="rounded-md bg-text px-3 py-1.5 text-sm text-surface shadow-pop">
            {latest.text}
          </span>
        </div>
      )}
    </>
  );
}
