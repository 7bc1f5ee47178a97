import { CircleCheck, CircleX } from "lucide-react";
import type { ConnectionHealth } from "../../server/contract";
import { parseTime, useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { problemMessages } from "../problems/problem-messages";
import { CopyButton } from "../ui/CopyButton";
import { Code, Field, Fields } from "../ui/Fields";
import { useNow } from "../ui/now";

/** One connection: whether it can be read, what it may, and how current the index is. */
export function ConnectionHealthCard({ health }: { health: ConnectionHealth }) {
  const { t } = useTranslation();
  const { duration } = useFormat();
  const { connection, problem, permissions, clockOffsetMs, index } = health;
  const said = problem && problemMessages(t, problem);
  const answers = Object.entries(permissions);
  return (
    <section
      aria-label={connection.label}
      className="rounded-md border border-line bg-surface p-4 text-sm"
    >
      <h2 className="mb-2 flex flex-wrap items-center gap-x-2 font-medium">
        {connection.label}
        {connection.region !== connection.label && (
          <span className="font-normal text-muted text-xs">{connection.region}</span>
        )}
      </h2>
      <Fields>
        <Field term={t("operations.state")}>
          {said === null ? (
            <span>
              <CircleCheck aria-hidden className="me-1 inline size-4 align-[-0.2em] text-ok" />
              {t("operations.ready")}
            </span>
          ) : (
            <>
              <span className="text-danger">
                <CircleX aria-hidden className="me-1 inline size-4 align-[-0.2em]" />
                {said.title}
              </span>
              {said.remedy && <span className="block text-muted">{said.remedy}</span>}
              {problem?.requestId && (
                <span className="flex items-center gap-1">
                  <Code>{problem.requestId}</Code>
                  <CopyButton text={problem.requestId} what={t("problems.requestId")} />
                </span>
              )}
            </>
          )}
        </Field>
        <Field term={t("operations.permissions")}>
          {answers.length === 0
            ? t("operations.notKnown")
            : answers.map(([action, answer]) => (
                <span key={action} className="me-3 inline-block">
                  <Code>{action}</Code>{" "}
                  <span className={answer === "refused" ? "text-danger" : "text-muted"}>
                    {t(`operations.${answer}`)}
                  </span>
                </span>
              ))}
        </Field>
        <Field term={t("operations.clock")}>
          {Math.abs(clockOffsetMs) < 1_000
            ? t("operations.clockSame")
            : t(clockOffsetMs > 0 ? "operations.clockAhead" : "operations.clockBehind", {
                duration: duration(Math.abs(clockOffsetMs)),
              })}
        </Field>
        {index && <IndexFields index={index} />}
      </Fields>
    </section>
  );
}

function IndexFields({ index }: { index: NonNullable<ConnectionHealth["index"]> }) {
  const { t } = useTranslation();
  const { number, ago } = useFormat();
  const now = useNow();
  const since = (time: string | null) => {
    const at = parseTime(time);
    return at === null ? t("operations.never") : ago(at, now);
  };
  const { sync, visibility } = index;
  return (
    <>
      <Field term={t("operations.index")}>
        {t("coverage.read", {
          count: index.instances,
          read: number(index.read),
          total: number(index.instances),
        })}
        {index.failed > 0 && (
          <span className="text-warn">
            {t("app.comma")}
            {t("coverage.unread", { count: index.failed })}
          </span>
        )}
        <span className="block text-muted">
          {t("operations.oldest", { age: since(index.oldestReadAt) })}
        </span>
      </Field>
      <Field term={t("operations.sync")}>
        {index.error === null ? (
          t("operations.lastRun", { age: since(index.lastRunAt) })
        ) : (
          <span className="text-danger">
            {t("operations.lastRunFailed")} <Code>{index.error}</Code>
          </span>
        )}
        {sync && (
          <span className="block text-muted">
            {t("coverage.calls", { count: sync.perMinute })}
            {t("app.comma")}
            {t("coverage.throttled", { count: sync.throttled, number: number(sync.throttled) })}
          </span>
        )}
      </Field>
      {visibility && (
        <Field term={t("operations.sees")}>{t(`visibility.${visibility.scope}`)}</Field>
      )}
    </>
  );
}
