import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { chunksAround } from "../api/chunks";
import { imageQuery } from "../api/images";
import { snapshotIncidentReportQuery } from "../api/incident-report";
import { instanceQuery, repositoryOf } from "../api/instances";
import { useKnownSnapshot } from "../api/known-snapshot";
import { placeOnPage } from "../api/snapshots";
import { timelineQuery } from "../api/timeline";
import { oneBefore } from "../compare/compare-snapshots";
import { StatusHistoryList } from "../history/StatusHistory";
import { ImageFacts } from "../images/ImageFacts";
import { IncidentReportPanel } from "../incident-report/IncidentReportPanel";
import { InstanceEvents } from "../instance-events/InstanceEvents";
import { useCloseDrawer, useDrawerLink } from "../list/drawer-navigation";
import { paths } from "../paths/paths";
import { snapshotParams } from "../paths/snapshots";
import { ShareMenu } from "../share/ShareMenu";
import { SnapshotDrawer } from "../snapshots/SnapshotDrawer";
import { useChunks } from "../snapshots/useChunks";
import { statusWord } from "../status/StatusBadge";
import { announce } from "../ui/announce";
import { PageTitle } from "./PageTitle";
import { TabIcon } from "./TabIcon";
import { useIds } from "./useIds";

/** One snapshot, at an address of its own, over the list of its instance. */
export function Component() {
  const { t } = useTranslation();
  const { connection, instanceId, snapshotId = "" } = useIds();
  const { search } = useLocation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const known = useKnownSnapshot(connection, instanceId, snapshotId);
  // The same queries as the table's: read from the cache, but where it steps beyond what that has read.
  const state = useMemo(() => snapshotParams.parse(new URLSearchParams(search)), [search]);
  const at = placeOnPage(client, connection, instanceId, state, snapshotId);
  const near = useChunks(connection, instanceId, state, chunksAround(at - 1, at + 1, 0));
  const close = useCloseDrawer(paths.instance(connection, instanceId, search));
  const drawerLink = useDrawerLink();

  const rows = near.rows ?? [];
  const before = oneBefore(rows, snapshotId)?.snapshotId;
  const stepTo = (index: number) => {
    const row = at === -1 ? undefined : rows[near.indexes.indexOf(index)];
    if (row === undefined) return null;
    return () => {
      navigate(paths.snapshot(connection, instanceId, row.snapshotId, search), drawerLink);
      announce(`${row.snapshotName ?? row.snapshotId}, ${statusWord(t, row.status)}`);
    };
  };

  const timeline = useQuery(timelineQuery(connection, instanceId));
  // The page under the drawer asks for the same.
  const links = useQuery(instanceQuery(connection, instanceId)).data?.links;
  const item = known.snapshot;
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
        instanceUrl={links?.instance ?? null}
        repositoryUrl={repositoryOf(links, item?.imageId)}
        goodBefore={history?.goodBefore}
        snapshotHref={(id) => paths.snapshot(connection, instanceId, id, search)}
        actions={<ShareMenu snapshotHref={paths.snapshot(connection, instanceId, snapshotId)} />}
        history={
          history && (
            <StatusHistoryList steps={history.steps} until={history.item?.goneAt ?? null} />
          )
        }
        imageGone={hasImage && image.data?.state === "gone"}
        image={
          item?.phase === "succeeded" &&
          item.imageId !== null && (
            <ImageFacts connection={connection} instanceId={instanceId} imageId={item.imageId} />
          )
        }
        instanceEvents={
          item?.phase === "failed" && (
            <InstanceEvents key={snapshotId} connection={connection} snapshot={item} />
          )
        }
        incidentReport={
          indexed && (
            <IncidentReportPanel
              className="border-line border-t py-4 text-sm"
              queryOf={(how) => snapshotIncidentReportQuery(indexed, how)}
            />
          )
        }
        onClose={close}
        onPrevious={stepTo(at - 1)}
        onNext={stepTo(at + 1)}
        compare={{
          href:
            before === undefined
              ? paths.compare(connection, instanceId, snapshotId, "")
              : paths.compare(connection, instanceId, before, snapshotId),
          withBefore: before !== undefined,
        }}
      />
    </>
  );
}
