import { useQueryClient } from "@tanstack/react-query";
import { Check, ClipboardCopy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "../i18n/translation";
import { useLanguage } from "../i18n/useLanguage";
import { announce, flash } from "../ui/announce";
import { Button } from "../ui/Button";
import { copyText } from "../ui/clipboard";
import type { ReportQuery } from "./report-query";

/** Copies the report of a push in one step, always masked; the panel beside it shows it before. */
export function CopyIncidentReport({ queryOf }: { queryOf: ReportQuery }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const language = useLanguage();
  const [isDone, setDone] = useState(false);
  const query = queryOf({ masked: true, language });
  const copy = async () => {
    try {
      const { markdown } = await client.ensureQueryData(query);
      const copied = await copyText(markdown);
      setDone(copied);
      announce(t(copied ? "actions.copied" : "actions.copyFailed"));
    } catch {
      flash(t("incidentReport.notRead"));
    }
  };
  return (
    <Button
      icon={isDone ? Check : ClipboardCopy}
      // Read before it is asked for: a browser lets a page copy only briefly after a press.
      onPointerEnter={() => void client.prefetchQuery(query)}
      onFocus={() => void client.prefetchQuery(query)}
      onClick={() => void copy()}
    >
      {t("incidentReport.copyForTicket")}
    </Button>
  );
}
