import { CircleOff } from "lucide-react";
import { useTranslation } from "react-i18next";
import { problemOf } from "../api/problem";
import { Button } from "../ui/Button";
import { CopyButton } from "../ui/CopyButton";
import { problemMessages } from "./problem-messages";

interface OptionalProblemProps {
  what: string;
  error: unknown;
  onRetry: () => void;
}

/** Where an optional part would stand: why it is not there, what to do, and the id to quote. It interrupts nobody. */
export function OptionalProblem({ what, error, onRetry }: OptionalProblemProps) {
  const { t } = useTranslation();
  const problem = problemOf(error);
  const { title, remedy } = problemMessages(t, problem);
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-muted text-xs">
      <CircleOff aria-hidden className="size-3.5 shrink-0 text-subtle" />
      <span>{what}.</span>
      <span className="font-medium text-text" title={problem.detail}>
        {title}
      </span>
      <span>{remedy}</span>
      <span>{t("problems.elseWorks")}</span>
      {problem.requestId && (
        <span className="flex items-center gap-1">
          {t("problems.requestId")}
          <code className="wrap-anywhere font-mono">{problem.requestId}</code>
          <CopyButton text={problem.requestId} what={t("problems.requestId")} />
        </span>
      )}
      <Button variant="quiet" onClick={onRetry} className="print:hidden">
        {t("actions.retry")}
      </Button>
    </div>
  );
}
