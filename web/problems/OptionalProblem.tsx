import { CircleOff } from "lucide-react";
import { problemOf } from "../api/problem";
import { useTranslation } from "../i18n/translation";
import { Button } from "../ui/Button";
import { ProblemIds } from "./ProblemIds";
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
      <ProblemIds problem={problem} />
      <Button variant="quiet" onClick={onRetry} className="print:hidden">
        {t("actions.retry")}
      </Button>
    </div>
  );
}
