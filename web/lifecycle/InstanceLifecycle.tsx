import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Lifecycle } from "../../server/contract";
import { lifecycleQuery } from "../api/lifecycle";
import { OptionalProblem } from "../problems/OptionalProblem";
import { LifecycleLane } from "./LifecycleLane";
import { LifecycleList } from "./LifecycleList";
import { LifecycleMark } from "./LifecycleMark";
import {
  countMarks,
  type MarkKind,
  type PlacedSnapshot,
  readSteps,
  slotsOf,
} from "./read-lifecycle";

interface InstanceLifecycleProps {
  connection: string;
  instanceId: string;
  /** Those whose bars stand above, oldest first. */
  snapshots: readonly PlacedSnapshot[];
}

/** What the instance itself did between its snapshots: starts, stops, failed saves. Optional, and absent with a reason. */
export function InstanceLifecycle({ connection, instanceId, snapshots }: InstanceLifecycleProps) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(lifecycleQuery(connection, instanceId));
  return (
    <div className="min-h-7.5">
      {data ? (
        <Shown lifecycle={data} snapshots={snapshots} />
      ) : (
        error !== null && (
          <div className="pt-1.5">
            <OptionalProblem
              what={t("lifecycle.failed")}
              error={error}
              onRetry={() => void refetch()}
            />
          </div>
        )
      )}
    </div>
  );
}

/** What is counted in words; that an instance starts is no news. */
const toldKinds = ["interrupted", "overdue", "saveFailed", "stopped"] as const satisfies MarkKind[];

interface ShownProps {
  lifecycle: Lifecycle;
  snapshots: readonly PlacedSnapshot[];
}

function Shown({ lifecycle, snapshots }: ShownProps) {
  const { t } = useTranslation();
  const steps = useMemo(() => readSteps(lifecycle.steps, snapshots), [lifecycle, snapshots]);
  const slots = useMemo(() => slotsOf(steps, snapshots), [steps, snapshots]);
  const counts = countMarks(steps, snapshots);
  const told = toldKinds.filter((kind) => counts[kind] > 0);
  const texts = told.map((kind) => ({ kind, text: countText(t, kind, counts[kind]) }));
  const quiet = t(steps.length === 0 ? "lifecycle.none" : "lifecycle.quiet");
  const summary = texts.length === 0 ? quiet : texts.map(({ text }) => text).join(t("app.comma"));
  return (
    <>
      <LifecycleLane slots={slots} label={`${t("lifecycle.title")}: ${summary}`} />
      <details className="text-xs leading-5">
        <summary className="rounded-sm text-subtle hover:text-text">
          <span className="text-muted">{t("lifecycle.title")}: </span>
          {texts.length === 0 && quiet}
          {texts.map(({ kind, text }, index) => (
            <span key={kind}>
              {index > 0 && t("app.comma")}
              <span className="inline-flex items-center gap-1">
                <LifecycleMark kind={kind} />
                <span className={kind === "interrupted" ? "font-medium text-warn" : ""}>
                  {text}
                </span>
              </span>
            </span>
          ))}
        </summary>
        {steps.length > 0 && <LifecycleList steps={steps} snapshots={snapshots} />}
      </details>
    </>
  );
}

function countText(t: TFunction, kind: (typeof toldKinds)[number], count: number): string {
  switch (kind) {
    case "interrupted":
      return t("lifecycle.stopped", { count });
    case "overdue":
      return t("lifecycle.overdue", { count });
    case "saveFailed":
      return t("lifecycle.saveFailed", { count });
    case "stopped":
      return t("lifecycle.stops", { count });
  }
}
