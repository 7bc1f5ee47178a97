/**
 * The index's tables. Times are whole milliseconds since the epoch, UTC; flags are 0 and 1, since
 * the two engines agree on nothing finer. Names follow the service's, in snake case.
 */
export interface IndexDatabase {
  instances: InstanceRow;
  snapshots: SnapshotRow;
  status_changes: StatusChangeRow;
  sync_runs: SyncRunRow;
  missing: MissingRow;
}

export interface InstanceRow {
  connection: string;
  instance_id: string;
  name: string | null;
  status: string | null;
  workspace_id: string | null;
  workspace_name: string | null;
  user_id: string | null;
  user_name: string | null;
  modified_at: number | null;
  /** What the list hinted of the newest snapshot, to notice a change by. */
  hint: string;
  /** When its entry in the instance list was last read. */
  read_at: number;
  /** When its history was last read whole; null when it never was. */
  history_read_at: number | null;
  /** The hint that was in force when the history was read. */
  history_hint: string | null;
  /** Of the answer that the history was last read by. */
  history_request_id: string | null;
  /** When the newest listed push that made it, and the newest that failed, did so. */
  good_at: number | null;
  bad_at: number | null;
  /** The last reading's failure; null after one that went well. */
  error_code: string | null;
  error_request_id: string | null;
  error_at: number | null;
  /** Since when the service no longer lists it. */
  gone_at: number | null;
}

export interface SnapshotRow {
  connection: string;
  instance_id: string;
  snapshot_id: string;
  name: string | null;
  status: string | null;
  /** As derived when it was read; an unknown word's settles by time and is derived anew when shown. */
  phase: string;
  image_id: string | null;
  image_url: string | null;
  registry: string | null;
  reason_code: string | null;
  reason_message: string | null;
  /** The fingerprint of the reason, of a missing one too. */
  fingerprint: string;
  created_at: number | null;
  modified_at: number | null;
  /** When it failed, succeeded, or last moved: what periods go by. */
  happened_at: number;
  duration_ms: number | null;
  labels: string;
  exclude_paths: string;
  /** The instance's at the time of reading, kept here so that filters need no join. */
  workspace_id: string | null;
  user_id: string | null;
  /** Ids, name, image and labels in lower case: what a search looks through. */
  search_text: string;
  first_seen_at: number;
  last_seen_at: number;
  gone_at: number | null;
}

export interface StatusChangeRow {
  connection: string;
  instance_id: string;
  snapshot_id: string;
  status: string | null;
  phase: string;
  /** When Snapdeck saw it, and when the service says that it happened. */
  seen_at: number;
  modified_at: number | null;
}

export interface SyncRunRow {
  id: string;
  connection: string;
  kind: string;
  started_at: number;
  finished_at: number | null;
  instances: number;
  calls: number;
  throttled: number;
  failed: number;
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
