import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import type { FailureGroup } from "../../server/contract";
import { failureGroupQuery } from "../api/failure-group";
import { useTranslation } from "../i18n/translation";
import type { FailureState } from "../paths/failures";
import { ProblemLine } from "../problems/ProblemLine";
import { Skeleton } from "../ui/Skeleton";
import { Advice } from "./Advice";
import { PatternList } from "./PatternList";
import { TriageHistory } from "./TriageHistory";

interface OpenedGroupProps {
  connection: string;
  group: FailureGroup;
  state: FailureState;
  /** The opened group narrowed further, or less. */
  narrow: (change: Partial<FailureState>) => string;
}

/** What an opened group shows above its pushes: what to try, its patterns, and what was made of it. */
export function OpenedGroup({ connection, group, state, narrow }: OpenedGroupProps) {
  const { t } = useTranslation();
  const query = useQuery(failureGroupQuery(connection, state));
  const { data } = query;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-4 border-line border-b bg-surface px-4 py-3 lg:grid-cols-2">
      {group.cause && (
        <Part title={t("failures.whatToTry")}>
          <Advice cause={group.cause} />
        </Part>
      )}
      <Part title={t("failures.patternsTitle")}>
        {data ? (
          <>
            <PatternList
              patterns={data.patterns}
              count={data.patternCount}
              state={state}
              narrow={narrow}
            />
            {data.changes.length > 0 && <TriageHistory changes={data.changes} />}
          </>
        ) : query.error !== null ? (
          <ProblemLine
            what={t("failures.failed")}
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        ) : (
          <Skeleton className="w-2/3" />
        )}
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <h3 id={id} className="mb-1.5 font-medium text-subtle text-xs">
        {title}
      </h3>
      {children}
    </section>
  );
}
