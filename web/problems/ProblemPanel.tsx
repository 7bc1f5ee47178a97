import { RotateCw, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { problemOf } from "../api/problem";
import { useTranslation } from "../i18n/translation";
import { Button } from "../ui/Button";
import { CopyTextButton } from "../ui/CopyButton";
import { ProblemIds } from "./ProblemIds";
import { problemDetails } from "./problem-details";
import { problemMessages } from "./problem-messages";

interface ProblemPanelProps {
  /** What could not be done, in the reader's words. */
  what: string;
  error: unknown;
  onRetry?: () => void;
  retrying?: boolean;
  action?: ReactNode;
}

/** A failure where the content would stand: what failed, why, what to do, and the id to quote. */
export function ProblemPanel({ what, error, onRetry, retrying, action }: ProblemPanelProps) {
  const { t } = useTranslation();
  const problem = problemOf(error);
  const { title, remedy, detail } = problemMessages(t, problem);
  return (
    <div role="alert" className="mx-auto flex max-w-xl gap-3 px-6 py-12">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="min-w-0 flex-1">
        <p className="text-muted">{what}</p>
        <p className="font-medium text-base">{title}</p>
        {remedy && <p className="mt-1 text-pretty text-muted">{remedy}</p>}
        {detail && (
          <p className="mt-3 wrap-anywhere rounded-md bg-inset px-3 py-2 font-mono text-muted text-xs">
            {detail}
          </p>
        )}
        <div className="mt-2 flex flex-col gap-1 text-muted">
          <ProblemIds problem={problem} />
        </div>
        <div className="mt-4 flex gap-2">
          {onRetry && (
            <Button icon={RotateCw} onClick={onRetry} disabled={retrying}>
              {t("actions.retry")}
            </Button>
          )}
          {action}
          <CopyTextButton
            text={() => problemDetails(problem, `${what} ${title}`)}
            label={t("problems.copy")}
          />
        </div>
      </div>
    </div>
  );
}
