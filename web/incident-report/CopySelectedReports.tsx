import { useQueryClient } from "@tanstack/react-query";
import { ClipboardCopy } from "lucide-react";
import { useTranslation } from "react-i18next";
import { snapshotIncidentReportQuery } from "../api/incident-report";
import { useFormat } from "../i18n/format";
import { useLanguage } from "../i18n/useLanguage";
import type { PushPlace } from "../paths/push";
import { flash } from "../ui/announce";
import { Button } from "../ui/Button";
import { copyText } from "../ui/clipboard";

/** Each is an answer of its own, and a ticket with more is read by nobody. */
const most = 10;

/** Copies the reports of selected pushes as one Markdown text, always masked. */
export function CopySelectedReports({ pushes }: { pushes: readonly PushPlace[] }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const client = useQueryClient();
  const language = useLanguage();
  const tooMany = pushes.length > most;
  const queries = tooMany
    ? []
    : pushes.map((push) => snapshotIncidentReportQuery(push, { masked: true, language }));
  // Read before they are asked for: a browser lets a page copy only briefly after a press.
  const prefetch = () => {
    for (const query of queries) void client.prefetchQuery({ ...query, staleTime: 30_000 });
  };
  const copy = async () => {
    if (tooMany) return;
    try {
      const reports = await Promise.all(queries.map((query) => client.ensureQueryData(query)));
      const copied = await copyText(
        reports.map(({ markdown }) => markdown.trim()).join("\n\n---\n\n"),
      );
      flash(t(copied ? "actions.copied" : "actions.copyFailed"));
    } catch {
      flash(t("incidentReport.notRead"));
    }
  };
  return (
    <Button
      variant="quiet"
      icon={ClipboardCopy}
      aria-disabled={tooMany}
      title={tooMany ? t("incidentReport.mostSelected", { most: number(most) }) : undefined}
      onPointerEnter={prefetch}
      onFocus={prefetch}
      onClick={() => void copy()}
    >
      {t("incidentReport.copySelected")}
    </Button>
  );
}
