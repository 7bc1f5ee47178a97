import { createHash } from "node:crypto";
import type { ExactMessage } from "../contract";
import { type RowFilter, snapshotsOf } from "./snapshot-filter";
import { isOneOf } from "./sql-list";
import type { IndexView } from "./view";

/** Messages told of a group at most: its most frequent ones. */
const mostMessages = 50;

/** The exact messages that pushes with these fingerprints have, the most frequent first. */
export async function exactMessages(
  view: IndexView,
  filter: RowFilter,
  fingerprints: readonly string[],
): Promise<ExactMessage[]> {
  const rows = await snapshotsOf(view, filter)
    .where(isOneOf(view, "snapshots.fingerprint", fingerprints))
    .groupBy("snapshots.reason_message")
    .select((eb) => ["snapshots.reason_message as message", eb.fn.countAll<number>().as("count")])
    .orderBy("count", "desc")
    .orderBy("message")
    .limit(mostMessages)
    .execute();
  return rows.map(({ message, count }) => ({
    digest: digestOf(message),
    message,
    count: Number(count),
  }));
}

/** A message may be long and of several lines; its digest fits an address. */
const digestOf = (message: string | null) =>
  createHash("sha256")
    .update(message ?? "\0none")
    .digest("hex")
    .slice(0, 16);
