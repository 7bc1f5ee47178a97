import { z } from "zod";
import type { Coverage, IndexedSnapshot } from "./failures";
import { queryText } from "./query-params";
import type { Phase } from "./snapshots";

/** A status that a snapshot was seen in. Times are ISO 8601 UTC. */
export interface StatusStep {
  status: string | null;
  phase: Phase;
  /** When it began as the service tells it, else when it was first seen. */
  at: string;
}

/** What the index remembers of a snapshot, whether or not the service still lists it. */
export interface StatusHistory {
  /** Null when the index never saw it. */
  item: IndexedSnapshot | null;
  /** Oldest first. */
  steps: StatusStep[];
  /** The reading before which it was last listed. */
  lastSeenAt: string | null;
  readAt: string;
}

/** One snapshot of an instance's strip of history. */
export interface TimelineEntry {
  snapshotId: string;
  snapshotName: string | null;
  status: string | null;
  phase: Phase;
  /** When it was created, or first seen. */
  at: string;
  durationMs: number | null;
  gone: boolean;
}

/** An instance's newest snapshots as the index knows them, oldest first. */
export interface SnapshotTimeline {
  marks: TimelineEntry[];
  /** Snapshots ever seen, of which the marks are the newest. */
  total: number;
  /** The median time of this instance's good pushes in milliseconds; null when there are none. */
  typicalMs: number | null;
  /** When the history was read into the index; null when it was not yet. */
  historyReadAt: string | null;
  readAt: string;
}

export const searchQuery = z.object({
  q: queryText(200)
    .transform((text) => text.trim())
    .refine((text) => text !== "", "a text to search for is expected"),
});

export interface InstanceMatch {
  connection: string;
  instanceId: string;
  instanceName: string | null;
  status: string | null;
  workspaceName: string | null;
}

export interface SnapshotMatch {
  connection: string;
  instanceId: string;
  instanceName: string | null;
  snapshotId: string;
  snapshotName: string | null;
  status: string | null;
  phase: Phase;
  imageUrl: string | null;
  at: string;
}

/** The best matches of a text, ids first, then what changed last. */
export interface SearchResponse {
  instances: InstanceMatch[];
  snapshots: SnapshotMatch[];
  coverage: Coverage;
  readAt: string;
}
