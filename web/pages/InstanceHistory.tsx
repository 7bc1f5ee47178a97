import { SizeTrend } from "../images/SizeTrend";
import { InstanceLifecycle } from "../lifecycle/InstanceLifecycle";
import { SnapshotTimeline } from "../timeline/SnapshotTimeline";

interface InstanceHistoryProps {
  connection: string;
  instanceId: string;
  /** The snapshot in the drawer. */
  openId: string | undefined;
}

/** How an instance came to what its list shows: its snapshots as bars, what it did between them, how its image grew. */
export function InstanceHistory({ openId, ...instance }: InstanceHistoryProps) {
  return (
    <>
      <SnapshotTimeline
        {...instance}
        openId={openId}
        below={(entries) => <InstanceLifecycle {...instance} snapshots={entries} />}
      />
      <SizeTrend {...instance} />
    </>
  );
}
