import { TriangleAlert } from "lucide-react";
import { problemOf } from "../api/problem";
import { useTranslation } from "../i18n/translation";
import { Button } from "../ui/Button";
import { ProblemIds } from "./ProblemIds";
import { problemMessages } from "./problem-messages";

interface ProblemLineProps {
  what: string;
  error: unknown;
  onRetry: () => void;
}

/** A failure in one line, where a part of a page is missing and the rest stands. */
export function ProblemLine({ what, error, onRetry }: ProblemLineProps) {
  const { t } = useTranslation();
  const problem = problemOf(error);
  const { title, remedy } = problemMessages(t, problem);
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-2 text-muted">
      <TriangleAlert aria-hidden className="size-4 shrink-0 text-danger" />
      <span>{what}.</span>
      <span className="font-medium text-text" title={problem.detail}>
        {title}
      </span>
      <span>{remedy}</span>
      <ProblemIds problem={problem} />
      <Button variant="quiet" onClick={onRetry}>
        {t("actions.retry")}
      </Button>
    </div>
  );
}
