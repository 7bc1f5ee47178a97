import type { ReactNode } from "react";
import type { GoodImage, Snapshot } from "../../server/contract";

export interface SnapshotDetailsProps {
  snapshot: Snapshot;
  /** What a good push of this instance takes, in milliseconds; null where that is not known. */
  typicalMs: number | null;
  /** The registry's console page of its image; null where the service names none. */
  repositoryUrl: string | null;
  /** The instance's newest good image from before it; undefined where that is not known. */
  goodBefore: GoodImage | null | undefined;
  /** The address of another snapshot of the instance. */
  snapshotHref: (snapshotId: string) => string;
  /** What the index adds, where there is one: the statuses seen, and a report for a ticket. */
  history: ReactNode;
  /** What is known of the image itself: whether it is still there. */
  image: ReactNode;
  /** Its image is known to be there no more. */
  imageGone: boolean;
  incidentReport: ReactNode;
  /** Of a failed one: its cause, what to try, and those like it. */
  explanation: ReactNode;
  /** What copies a report of it; only where it failed. */
  copyForTicket: ReactNode;
  /** What the service recorded on the instance around it; only where it failed. */
  instanceEvents: ReactNode;
}
