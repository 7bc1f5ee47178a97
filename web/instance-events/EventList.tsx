import { useQuery } from "@tanstack/react-query";
import { instanceEventsQuery } from "../api/instance-events";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { OptionalProblem } from "../problems/OptionalProblem";
import { Skeleton } from "../ui/Skeleton";

interface EventListProps {
  connection: string;
  instanceId: string;
  span: { from: number; to: number };
}

/** The events themselves. */
export function EventList({ connection, instanceId, span }: EventListProps) {
  const { t } = useTranslation();
  const { local, number } = useFormat();
  const { data, error, refetch } = useQuery(instanceEventsQuery(connection, instanceId, span));
  if (error !== null && data === undefined) {
    return (
      <div className="mt-2">
        <OptionalProblem
          what={t("instanceEvents.failed")}
          error={error}
          onRetry={() => void refetch()}
        />
      </div>
    );
  }
  return (
    <div className="mt-2">
      <p className="text-muted text-xs">
        {t("instanceEvents.what", { from: local(span.from), to: local(span.to) })}
      </p>
      {data === undefined ? (
        <p className="mt-3">
          <span className="sr-only">{t("list.loading")}</span>
          <Skeleton className="w-1/2" />
        </p>
      ) : data.events.length === 0 ? (
        <p className="mt-2">{t("instanceEvents.none")}</p>
      ) : (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
          className="mt-2 max-h-72 overflow-auto whitespace-pre-wrap wrap-anywhere rounded-md bg-inset p-3 font-mono text-xs print:max-h-none"
        >
          {data.events.join("\n")}
        </pre>
      )}
      {data?.complete === false && (
        <p className="mt-1 text-muted text-xs">
          {t("instanceEvents.more", { shown: number(data.events.length) })}
        </p>
      )}
    </div>
  );
}
