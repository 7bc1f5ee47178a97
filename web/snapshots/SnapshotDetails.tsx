import type { Snapshot } from "../../server/contract";
import { parseTime, useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { DurationCell } from "../list/columns/duration";
import { EmptyValue } from "../ui/DateTime";
import { ExternalLink } from "../ui/ExternalLink";
import { Code, Field, Fields, Section } from "../ui/Fields";
import { useNow } from "../ui/now";
import { PullFields } from "./PullFields";
import { RawJson } from "./RawJson";
import { SnapshotReason } from "./SnapshotReason";
import type { SnapshotDetailsProps } from "./snapshot-details-props";

/** All that the service says about one snapshot. What explains a failure comes first. */
export function SnapshotDetails(props: SnapshotDetailsProps) {
  const { snapshot, typicalMs } = props;
  const { t } = useTranslation();
  const { duration } = useFormat();
  return (
    <>
      {(snapshot.phase === "failed" || snapshot.reasonCode || snapshot.reasonMessage) && (
        <SnapshotReason {...props} />
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
            {snapshot.gmtCreateTime !== null && snapshot.phase === "inFlight" && (
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
      {snapshot.phase !== "failed" && props.incidentReport}
      <RawJson snapshot={snapshot} />
    </>
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
      {/* Of a failed one the last good image stands with the reason. */}
      {snapshot.phase !== "failed" && <PullFields {...props} />}
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
