import { snapshotExportPath } from "../api/exports";
import { useInstanceImages } from "../api/images";
import { CompareSelected } from "../compare/CompareSelected";
import { ExportMenu } from "../exports/ExportMenu";
import { useListState } from "../list/useListState";
import { snapshotParams } from "../paths/snapshots";
import { ShareMenu } from "../share/ShareMenu";
import { SinceSharedBanner } from "../share/SinceSharedBanner";
import { snapshotsView } from "../share/shared-view";
import { SnapshotTable } from "../snapshots/SnapshotTable";

interface InstanceSnapshotsProps {
  connection: string;
  instanceId: string;
  instanceName: string;
  /** The snapshot in the drawer. */
  openId: string | undefined;
}

/** An instance's history on its page, with what the page offers for it as a whole. */
export function InstanceSnapshots(props: InstanceSnapshotsProps) {
  const { connection, instanceId } = props;
  const [state, update] = useListState(snapshotParams, "snapshots");
  const view = snapshotsView(connection, instanceId, state);
  return (
    <SnapshotTable
      {...props}
      images={useInstanceImages(connection, instanceId)}
      state={state}
      update={update}
      actions={
        <>
          <ExportMenu
            hrefOf={(options) => snapshotExportPath(connection, instanceId, state, options)}
          />
          <ShareMenu view={view} />
        </>
      }
      selectionActions={(rows) => (
        <>
          <CompareSelected rows={rows.map((row) => ({ ...row, connection }))} />
          <ExportMenu
            selected
            hrefOf={(options) =>
              snapshotExportPath(
                connection,
                instanceId,
                state,
                options,
                rows.map(({ snapshotId }) => snapshotId),
              )
            }
          />
        </>
      )}
      notice={<SinceSharedBanner view={view} />}
    />
  );
}
