import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useEarlierSnapshots } from "../api/earlier-snapshots";
import { imageQuery } from "../api/images";
import { snapshotIncidentReportQuery } from "../api/incident-report";
import { instanceQuery, repositoryOf } from "../api/instances";
import { useKnownSnapshot } from "../api/known-snapshot";
import { timelineQuery } from "../api/timeline";
import { useTranslation } from "../i18n/translation";
import { CopyIncidentReport } from "../incident-report/CopyIncidentReport";
import { IncidentReportPanel } from "../incident-report/IncidentReportPanel";
import { InstanceEvents } from "../instance-events/InstanceEvents";
import { paths } from "../paths/paths";
import type { PushPlace } from "../paths/push";
import { ShareMenu } from "../share/ShareMenu";
import { SnapshotDrawer } from "../snapshots/SnapshotDrawer";
import { statusWord } from "../status/StatusBadge";
import { PageTitle } from "./PageTitle";
import { TabIcon } from "./TabIcon";

/** They wait for an answer of another service anyway. */
const ImageFacts = lazy(() =>
  import("../images/ImageFacts").then((module) => ({ default: module.ImageFacts })),
);

/** The index's answer has come by then. */
const StatusHistoryList = lazy(() =>
  import("../history/StatusHistory").then((module) => ({ default: module.StatusHistoryList })),
);

/** Of failed pushes alone, with the index's answer. */
const LikeThis = lazy(() =>
  import("../failures/LikeThis").then((module) => ({ default: module.LikeThis })),
);

interface SnapshotPanelProps extends PushPlace {
  /** The address of another snapshot of the instance. */
  snapshotHref: (snapshotId: string) => string;
  onClose: () => void;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
}

/** All that is known of one snapshot, in the drawer: over its instance's history, or over a group of pushes. */
export function SnapshotPanel(props: SnapshotPanelProps) {
  const { connection, instanceId, snapshotId } = props;
  const { t } = useTranslation();
  const known = useKnownSnapshot(connection, instanceId, snapshotId);
  const timeline = useQuery(timelineQuery(connection, instanceId));
  const { previous, lastGood } = useEarlierSnapshots(connection, instanceId, snapshotId);
  const compareWith = (id: string | null | undefined) =>
    id && paths.compare(connection, instanceId, id, snapshotId);
  const { data: instance, isPending } = useQuery(instanceQuery(connection, instanceId));
  const links = instance?.links;
  const item = known.snapshot;
  const hasFailed = item?.phase === "failed";
  // The same as the drawer's own query, which says what is wrong where it fails.
  const hasImage = item?.phase === "succeeded" && item.imageId !== null;
  const image = useQuery({
    ...imageQuery(connection, instanceId, item?.imageId ?? ""),
    enabled: hasImage,
  });
  const { history } = known;
  const indexed = history?.item;
  return (
    <>
      <PageTitle
        parts={
          item
            ? [item.snapshotName ?? snapshotId, statusWord(t, item.status), instanceId]
            : [snapshotId, instanceId]
        }
      />
      <TabIcon phase={item?.phase} />
      <SnapshotDrawer
        snapshotId={snapshotId}
        known={known}
        typicalMs={timeline.data?.typicalMs ?? null}
        instance={{
          name: instance?.item.instanceName ?? indexed?.instanceName ?? instanceId,
          href: paths.instance(connection, instanceId),
        }}
        instanceUrl={isPending ? undefined : (links?.instance ?? null)}
        repositoryUrl={repositoryOf(links, item?.imageId)}
        goodBefore={history?.goodBefore}
        snapshotHref={props.snapshotHref}
        actions={<ShareMenu snapshotHref={paths.snapshot(connection, instanceId, snapshotId)} />}
        history={
          history && (
            <Suspense>
              <StatusHistoryList steps={history.steps} until={history.item?.goneAt ?? null} />
            </Suspense>
          )
        }
        imageGone={hasImage && image.data?.state === "gone"}
        image={
          item?.phase === "succeeded" &&
          item.imageId !== null && (
            <Suspense fallback={<div className="mt-2 min-h-12" />}>
              <ImageFacts connection={connection} instanceId={instanceId} imageId={item.imageId} />
            </Suspense>
          )
        }
        explanation={
          hasFailed &&
          history?.group && (
            <Suspense>
              <LikeThis connection={connection} group={history.group} />
            </Suspense>
          )
        }
        copyForTicket={
          hasFailed &&
          indexed && (
            <CopyIncidentReport queryOf={(how) => snapshotIncidentReportQuery(indexed, how)} />
          )
        }
        instanceEvents={
          hasFailed && <InstanceEvents key={snapshotId} connection={connection} snapshot={item} />
        }
        incidentReport={
          indexed && (
            <IncidentReportPanel
              className={hasFailed ? "text-sm" : "border-line border-t py-4 text-sm"}
              queryOf={(how) => snapshotIncidentReportQuery(indexed, how)}
            />
          )
        }
        onClose={props.onClose}
        onPrevious={props.onPrevious}
        onNext={props.onNext}
        compare={{
          withPrevious: compareWith(previous),
          withLastGood: compareWith(lastGood),
          withAnother: paths.compare(connection, instanceId, snapshotId, ""),
        }}
      />
    </>
  );
}
