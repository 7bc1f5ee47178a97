import { useQuery } from "@tanstack/react-query";
import { LockOpen } from "lucide-react";
import { connectionsQuery } from "../api/connections";
import { useTranslation } from "../i18n/translation";

/** Says on every page that whoever reaches the server may read it. */
export function OpenAccess() {
  const { t } = useTranslation();
  const { data } = useQuery(connectionsQuery());
  if (data?.access !== "open") return null;
  return (
    <p className="flex shrink-0 items-center gap-2 border-warn-line border-b bg-warn-tint px-4 py-1.5 text-xs print:hidden">
      <LockOpen aria-hidden className="size-3.5 shrink-0 text-warn" />
      {t("app.openAccess")}
    </p>
  );
}
