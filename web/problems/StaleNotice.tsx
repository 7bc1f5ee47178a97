import { RotateCw, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { needsSignIn, problemOf } from "../api/problem";
import { useFormat } from "../i18n/format";
import { Button } from "../ui/Button";
import { useNow } from "../ui/now";
import { ProblemIds } from "./ProblemIds";
import { problemMessages } from "./problem-messages";

interface StaleNoticeProps {
  error: unknown;
  /** When what is still on show was read, milliseconds since the epoch. */
  readAt: number;
  onRetry: () => void;
  retrying: boolean;
}

/** A refresh failed and the old rows stay: says so, and how old they are. */
export function StaleNotice({ error, readAt, onRetry, retrying }: StaleNoticeProps) {
  const { t } = useTranslation();
  const { ago, clock } = useFormat();
  const now = useNow();
  const problem = problemOf(error);
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-2 gap-y-1 border-warn-line border-y bg-warn-tint px-4 py-1.5"
    >
      <TriangleAlert aria-hidden className="size-4 shrink-0 text-warn" />
      <span className="font-medium">
        {t("list.stale", { time: clock(readAt), age: ago(readAt, now) })}
      </span>
      {/* That the sign-in has ended stands above the page, with the way back. */}
      {!needsSignIn(problem) && (
        <>
          <span className="text-muted">{problemMessages(t, problem).title}</span>
          <ProblemIds problem={problem} className="text-muted" />
        </>
      )}
      <Button
        variant="quiet"
        icon={RotateCw}
        onClick={onRetry}
        disabled={retrying}
        className="ms-auto"
      >
        {t("actions.retry")}
      </Button>
    </div>
  );
}
