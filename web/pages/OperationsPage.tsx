import { useQuery } from "@tanstack/react-query";
import { operationsQuery } from "../api/operations";
import { parseTime, useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { ConnectionHealthCard } from "../operations/ConnectionHealthCard";
import { ProblemPanel } from "../problems/ProblemPanel";
import { useNow } from "../ui/now";
import { PageTitle } from "./PageTitle";

/** How the server is doing, for whoever runs it. */
export function Component() {
  const { t } = useTranslation();
  const { ago } = useFormat();
  const now = useNow();
  const { data, error, refetch } = useQuery(operationsQuery());
  const startedAt = parseTime(data?.startedAt ?? null);
  return (
    <div className="mx-auto w-full max-w-5xl p-4">
      <PageTitle parts={[t("operations.title")]} />
      <h1 className="font-semibold text-lg">{t("operations.title")}</h1>
      {data && (
        <>
          <p className="text-muted text-xs">
            {t("operations.version", { version: data.version })}
            {startedAt !== null &&
              t("app.comma") + t("operations.started", { age: ago(startedAt, now) })}
            {t("app.comma")}
            {t(`operations.engine.${data.index}`)}
          </p>
          <div className="mt-4 grid gap-4 lg:grid-cols-2">
            {data.connections.map((health) => (
              <ConnectionHealthCard key={health.connection.id} health={health} />
            ))}
          </div>
        </>
      )}
      {error && !data && (
        <ProblemPanel
          what={t("operations.couldNot")}
          error={error}
          onRetry={() => void refetch()}
        />
      )}
    </div>
  );
}
