import { CircleX } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { GoodImage, Snapshot } from "../../server/contract";
import { parseTime, useFormat } from "../i18n/format";
import { DurationCell } from "../list/columns/duration";
import { CopyButton } from "../ui/CopyButton";
import { EmptyValue } from "../ui/DateTime";
import { ExternalLink } from "../ui/ExternalLink";
import { Code, Field, Fields, Section } from "../ui/Fields";
import { useNow } from "../ui/now";
import { PullFields } from "./PullFields";
import { RawJson } from "./RawJson";

export interface SnapshotDetailsProps {
  snapshot: Snapshot;
  /** What a good push of this instance takes, in milliseconds; null where that is not known. */
  typicalMs: number | null;
  /** The registry's console page of its image; null where the service names none. */
  repositoryUrl: string | null;
  /** The instance's newest good image from before it; undefined where that is not known. */
  goodBefore: GoodImage | null | undefined;
  /** The address of another snapshot of the instance. */
  snapshotHref: (snapshotId: string) => string;
  /** What the index adds, where there is one: the statuses seen, and a report for a ticket. */
  history: ReactNode;
  /** What is known of the image itself: whether it is still there. */
  image: ReactNode;
  /** Its image is known to be there no more. */
  imageGone: boolean;
  incidentReport: ReactNode;
  /** What the service recorded on the instance around it; only where it failed. */
  instanceEvents: ReactNode;
}

/** All that the service says about one snapshot. What explains a failure comes first. */
export function SnapshotDetails(props: SnapshotDetailsProps) {
  const { snapshot, typicalMs } = props;
  const { t } = useTranslation();
  const { duration } = useFormat();
  return (
    <>
      {(snapshot.phase === "failed" || snapshot.reasonCode || snapshot.reasonMessage) && (
        <Reason snapshot={snapshot} />
      )}
      <Section title={t("snapshots.detail.image")}>
        <ImageFields {...props} />
        {props.image}
      </Section>
      <Section title={t("snapshots.detail.times")}>
        <Fields>
          <TimeField term={t("snapshots.created")} at={snapshot.gmtCreateTime} />
          <TimeField term={t("snapshots.modified")} at={snapshot.gmtModifiedTime} />
          <Field term={t("snapshots.duration")}>
            <DurationCell push={snapshot} />
            {snapshot.durationMs !== null && snapshot.phase === "inFlight" && (
              <span className="text-subtle"> {t("snapshots.detail.elapsed")}</span>
            )}
            {typicalMs !== null && (
              <span className="text-subtle">
                {" · "}
                {t("timeline.typical", { duration: duration(typicalMs) })}
              </span>
            )}
          </Field>
        </Fields>
      </Section>
      {props.instanceEvents}
      {props.history}
      <Section title={t("snapshots.detail.labels")}>
        <Labels labels={snapshot.labels} />
      </Section>
      <Section title={t("snapshots.detail.excludePaths")}>
        {snapshot.excludePaths.length === 0 ? (
          <p className="text-subtle">{t("snapshots.detail.noExcludePaths")}</p>
        ) : (
          <ul className="flex flex-col gap-1">
            {snapshot.excludePaths.map((path) => (
              <li key={path}>
                <Code>{path}</Code>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {props.incidentReport}
      <RawJson snapshot={snapshot} />
    </>
  );
}

function Reason({ snapshot }: { snapshot: Snapshot }) {
  const { t } = useTranslation();
  const { reasonCode, reasonMessage, phase } = snapshot;
  const text = [reasonCode, reasonMessage].filter((part) => part !== null).join("\n");
  const failed = phase === "failed";
  return (
    <section
      className={
        failed
          ? "mb-4 rounded-md border border-danger-line bg-danger-tint px-3 py-2.5"
          : "mb-4 rounded-md border border-line bg-inset px-3 py-2.5"
      }
    >
      <div className="flex items-center gap-1.5">
        {failed && <CircleX aria-hidden className="size-3.5 text-danger" />}
        <h2
          className={failed ? "font-medium text-danger text-xs" : "font-medium text-muted text-xs"}
        >
          {t(failed ? "snapshots.detail.failure" : "snapshots.reason")}
        </h2>
        {text && <CopyButton text={text} what={t("snapshots.reason")} className="ms-auto" />}
      </div>
      {reasonCode && <p className="wrap-anywhere mt-1 font-medium">{reasonCode}</p>}
      {reasonMessage && (
        <p className="wrap-anywhere mt-1 whitespace-pre-wrap font-mono text-xs">{reasonMessage}</p>
      )}
      {!text && <p className="mt-1 text-muted">{t("snapshots.detail.noReason")}</p>}
    </section>
  );
}

function ImageFields(props: SnapshotDetailsProps) {
  const { t } = useTranslation();
  const { snapshot, repositoryUrl } = props;
  const { imageId, imageUrl } = snapshot;
  return (
    <Fields>
      <Field term={t("snapshots.detail.imageId")} copy={imageId}>
        {imageId === null ? <EmptyValue /> : <Code>{imageId}</Code>}
      </Field>
      <Field term={t("snapshots.detail.imageUrl")} copy={imageUrl}>
        {imageUrl === null ? <EmptyValue /> : <Code>{imageUrl}</Code>}
      </Field>
      {repositoryUrl && (
        <Field term={t("snapshots.detail.repository")}>
          <ExternalLink href={repositoryUrl}>{t("instances.openRepository")}</ExternalLink>
        </Field>
      )}
      <PullFields {...props} />
    </Fields>
  );
}

function TimeField({ term, at }: { term: string; at: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const time = parseTime(at);
  if (time === null) {
    return (
      <Field term={term}>
        <EmptyValue />
      </Field>
    );
  }
  const local = format.local(time);
  const utc = format.utc(time);
  return (
    <Field term={term} copy={new Date(time).toISOString()}>
      <time dateTime={new Date(time).toISOString()} className="block">
        {format.ago(time, now)}
      </time>
      <span className="block text-muted text-xs" title={t("snapshots.detail.local")}>
        {local}
      </span>
      {/* A reader whose own zone is UTC needs it only once. */}
      {utc !== local && <span className="block text-muted text-xs">{utc}</span>}
    </Field>
  );
}

function Labels({ labels }: Pick<Snapshot, "labels">) {
  const { t } = useTranslation();
  if (labels.length === 0) return <p className="text-subtle">{t("snapshots.detail.noLabels")}</p>;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {labels.map(({ key, value }) => (
        <li
          key={`${key}=${value}`}
          className="wrap-anywhere rounded-sm border border-line bg-inset px-1.5 font-mono text-xs leading-5"
        >
          <span className="text-muted">{key}</span>
          {value !== "" && (
            <>
              <span className="text-subtle">=</span>
              {value}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
