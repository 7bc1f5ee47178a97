import type { z } from "zod";
import type { InstanceRow, SnapshotRow, SyncRunRow, statusChangeTable } from "./columns";

/** The index's tables, as their columns are listed in columns.ts. */
export interface IndexDatabase {
  instances: InstanceRow;
  snapshots: SnapshotRow;
  status_changes: z.infer<typeof statusChangeTable>;
  sync_runs: SyncRunRow;
  missing: MissingRow;
}

/** What vanished from a list and is not yet known to be gone. */
export interface MissingRow {
  connection: string;
  instance_id: string;
  /** Empty for the instance itself. */
  snapshot_id: string;
  /** When it was first missing. */
  since: number;
}
