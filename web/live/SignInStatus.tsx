import { useQueryClient } from "@tanstack/react-query";
import { LogIn } from "lucide-react";
import { useEffect, useState } from "react";
import { needsSignIn, problemOf } from "../api/problem";
import { useTranslation } from "../i18n/translation";
import { Button } from "../ui/Button";

/**
 * Notices that nobody is signed in any more, and says so. What is in view stays; the address holds all of it, so
 * that loading the page anew leads through the sign-in and back to the same view.
 */
export function SignInStatus() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [ended, setEnded] = useState(false);

  useEffect(
    () =>
      client.getQueryCache().subscribe((event) => {
        if (event.type !== "updated") return;
        if (event.action.type === "error" && needsSignIn(problemOf(event.action.error))) {
          setEnded(true);
        }
        // Somebody has signed in again in another tab.
        if (event.action.type === "success" && event.action.manual !== true) setEnded(false);
      }),
    [client],
  );

  if (!ended) return null;
  return (
    <div
      role="alert"
      className="flex shrink-0 flex-wrap items-center gap-2 border-warn-line border-b bg-warn-tint px-4 py-1.5 print:hidden"
    >
      <LogIn aria-hidden className="size-4 text-warn" />
      <span>{t("access.ended")}</span>
      <Button onClick={() => window.location.reload()}>{t("access.again")}</Button>
    </div>
  );
}
