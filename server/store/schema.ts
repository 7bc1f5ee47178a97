import type { z } from "zod";
import type { ImageState, TriageStatus } from "../contract";
import type { InstanceRow, SnapshotRow, SyncRunRow, statusChangeTable } from "./columns";

/** The index's tables, as their columns are listed in columns.ts. */
export interface IndexDatabase {
  instances: InstanceRow;
  snapshots: SnapshotRow;
  status_changes: z.infer<typeof statusChangeTable>;
  sync_runs: SyncRunRow;
  missing: MissingRow;
  images: ImageRow;
  replicas: ReplicaRow;
  sync_states: SyncStateRow;
  triage_changes: TriageChangeRow;
  changed_days: ChangedDayRow;
}

/** How often the snapshots of a UTC day, counted from the epoch, have changed. */
export interface ChangedDayRow {
  connection: string;
  day: number;
  changes: number;
}

/** A process that serves this index; on PostgreSQL alone. */
export interface ReplicaRow {
  id: string;
  seen_at: number;
}

/** What the replica that syncs a connection says of it, as JSON. */
export interface SyncStateRow {
  connection: string;
  replica: string;
  state: string;
}

/** What somebody made of a group of failures. */
export interface TriageChangeRow {
  connection: string;
  group_key: string;
  changed_at: number;
  status: TriageStatus;
  muted_until: number | null;
  /** 1 or 0. */
  until_grows: number;
  worst_day: number | null;
  note: string | null;
  link: string | null;
  who: string | null;
}

/** What was read of the image of a good snapshot. */
export interface ImageRow {
  connection: string;
  instance_id: string;
  image_id: string;
  state: ImageState;
  size_gb: number | null;
  read_at: number;
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
