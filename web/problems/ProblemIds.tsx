import clsx from "clsx";
import type { Problem } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import { CopyButton } from "../ui/CopyButton";

/** The ids to quote: the service's, for its support, and this server's own, for whoever reads its log. */
export function ProblemIds({ problem, className }: { problem: Problem; className?: string }) {
  const { t } = useTranslation();
  const { requestId, traceId } = problem;
  const ids = [
    { label: t("problems.requestId"), id: requestId },
    { label: t("problems.traceId"), id: traceId ?? null },
  ];
  return ids.map(
    ({ label, id }) =>
      id && (
        <span key={label} className={clsx("flex min-w-0 items-center gap-1 text-xs", className)}>
          <span className="shrink-0">{label}</span>
          <code className="wrap-anywhere min-w-0 font-mono">{id}</code>
          <CopyButton text={id} what={label} />
        </span>
      ),
  );
}
