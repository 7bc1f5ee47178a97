import type { z } from "zod";
import type { InstanceRow, SnapshotRow, SyncRunRow, statusChangeTable } from "./columns";

/** The index's tables, as their columns are listed in columns.ts. */
export interface IndexDatabase {
  instances: InstanceRow;
  snapshots: SnapshotRow;
  status_changes: z.infer<typeof statusChangeTable>;
  sync_runs: SyncRunRow;
}
