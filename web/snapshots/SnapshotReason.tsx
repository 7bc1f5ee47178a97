import { CircleX } from "lucide-react";
import { useTranslation } from "../i18n/translation";
import { CopyButton } from "../ui/CopyButton";
import { Fields } from "../ui/Fields";
import { PullFields } from "./PullFields";
import type { SnapshotDetailsProps } from "./snapshot-details-props";

/** What the service says of why; of a failed one also what that means, what to try, and what there is instead. */
export function SnapshotReason(props: SnapshotDetailsProps) {
  const { t } = useTranslation();
  const { reasonCode, reasonMessage, phase } = props.snapshot;
  const text = [reasonCode, reasonMessage].filter((part) => part !== null).join("\n");
  const failed = phase === "failed";
  return (
    <section
      className={
        failed
          ? "mb-4 overflow-hidden rounded-md border border-danger-line"
          : "mb-4 rounded-md border border-line bg-inset"
      }
    >
      <div className={failed ? "bg-danger-tint px-3 py-2.5" : "px-3 py-2.5"}>
        <div className="flex items-center gap-1.5">
          {failed && <CircleX aria-hidden className="size-3.5 text-danger" />}
          <h2
            className={
              failed ? "font-medium text-danger text-xs" : "font-medium text-muted text-xs"
            }
          >
            {t(failed ? "snapshots.detail.failure" : "snapshots.reason")}
          </h2>
          {text && <CopyButton text={text} what={t("snapshots.reason")} className="ms-auto" />}
        </div>
        {reasonCode && <p className="wrap-anywhere mt-1 font-medium">{reasonCode}</p>}
        {reasonMessage && (
          <p className="wrap-anywhere mt-1 whitespace-pre-wrap font-mono text-xs">
            {reasonMessage}
          </p>
        )}
        {!text && <p className="mt-1 text-muted">{t("snapshots.detail.noReason")}</p>}
      </div>
      {failed && (
        <div className="flex flex-col gap-3 px-3 py-2.5 empty:hidden">
          {props.explanation}
          {props.goodBefore !== undefined && (
            <Fields>
              <PullFields {...props} />
            </Fields>
          )}
          {props.copyForTicket && <div>{props.copyForTicket}</div>}
          {props.incidentReport}
        </div>
      )}
    </section>
  );
}
