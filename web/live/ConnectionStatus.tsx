import { useQueryClient } from "@tanstack/react-query";
import { Unplug } from "lucide-react";
import { useEffect, useState } from "react";
import { problemOf } from "../api/problem";
import { useTranslation } from "../i18n/translation";
import { basePath } from "../paths/base-path";
import { flash } from "../ui/announce";

const retryMs = 3_000;
const tickMs = 10_000;
/** A tick that comes this late means that the machine slept. */
const sleptMs = 60_000;

/**
 * Notices that Snapdeck's server cannot be reached, says so, looks for it, and reads everything in
 * view again once it is back; after a sleep of the machine too.
 */
export function ConnectionStatus() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [lost, setLost] = useState(false);

  useEffect(
    () =>
      client.getQueryCache().subscribe(({ query: { state } }) => {
        if (state.error !== null && problemOf(state.error).code === "network") setLost(true);
      }),
    [client],
  );

  useEffect(() => {
    if (!lost) return;
    const timer = setInterval(async () => {
      const answer = await fetch(`${basePath}/healthz`, { cache: "no-store" }).catch(() => null);
      if (!answer?.ok) return;
      setLost(false);
      flash(t("live.back"));
      void client.invalidateQueries();
    }, retryMs);
    return () => clearInterval(timer);
  }, [lost, client, t]);

  useEffect(() => {
    let last = Date.now();
    const timer = setInterval(() => {
      const slept = Date.now() - last > tickMs + sleptMs;
      last = Date.now();
      if (!slept) return;
      flash(t("live.awake"));
      void client.invalidateQueries();
    }, tickMs);
    return () => clearInterval(timer);
  }, [client, t]);

  if (!lost) return null;
  return (
    <p
      role="alert"
      className="flex shrink-0 items-center gap-2 border-warn-line border-b bg-warn-tint px-4 py-1.5 print:hidden"
    >
      <Unplug aria-hidden className="size-4 text-warn" />
      {t("live.lost")}
    </p>
  );
}
