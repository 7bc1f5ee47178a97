import { Bell, BellRing } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "../i18n/translation";
import { IconButton } from "../ui/Button";

/** Off until somebody switches it on; unavailable where the browser has none, or refuses to ask. */
type NoticeState = "unavailable" | "off" | "on";

/**
 * A browser notification when pushes fail while the page is in the background.
 * @param fresh failed pushes since the page was opened; undefined until the first answer
 */
export function NotificationSwitch({ fresh }: { fresh: number | undefined }) {
  const { t } = useTranslation();
  const [state, setState] = useState<NoticeState>(() =>
    "Notification" in globalThis && Notification.permission !== "denied" ? "off" : "unavailable",
  );
  const lastFresh = useRef<number>(undefined);

  useEffect(() => {
    if (fresh === undefined) return;
    const more = fresh - (lastFresh.current ?? fresh);
    lastFresh.current = fresh;
    if (state !== "on" || more <= 0 || document.visibilityState === "visible") return;
    new Notification("Snapdeck", {
      body: t("failures.notification", { count: more }),
      tag: "snapdeck-failures",
    });
  }, [fresh, state, t]);

  if (state === "unavailable") return null;
  const toggle = async () => {
    if (state === "on") return setState("off");
    const granted = await Notification.requestPermission();
    setState(granted === "granted" ? "on" : "unavailable");
  };
  return (
    <IconButton
      icon={state === "on" ? BellRing : Bell}
      label={t("failures.notify")}
      aria-pressed={state === "on"}
      onClick={() => void toggle()}
    />
  );
}
