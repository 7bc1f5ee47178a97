import {
  type FailureFilter,
  failureFilter,
  type IndexedSnapshot,
  type PushGroup,
} from "../contract";
import { explain } from "../triage/causes";
import { fingerprint } from "../triage/fingerprint";
import { type FailureSource, resolveFilter } from "./failure-source";
import { groupedSnapshots } from "./grouped-snapshots";
import { knownGroups } from "./known-patterns";
import { adviceFor } from "./path-exclusion";

/** Others like it are counted as far back as the page behind their number shows them. */
const lookedBack: FailureFilter = failureFilter.parse({ period: "30d" });

/** What a failed push has in common with others: its cause, and how many there are; null of any other push. */
export async function groupOfPush(
  source: FailureSource,
  push: IndexedSnapshot | null,
): Promise<PushGroup | null> {
  if (push?.phase !== "failed") return null;
  const { key: member } = fingerprint(push);
  const known = (await knownGroups(source, [member])).groupOf(member);
  const { filter } = await resolveFilter(source, lookedBack);
  const rows = await groupedSnapshots(source.index, filter, {
    fingerprints: known?.members ?? [member],
  });
  const others = rows.filter(
    (row) => row.snapshot_id !== push.snapshotId || row.instance_id !== push.instanceId,
  );
  const cause = known === null ? explain(push, source.catalogue) : known.cause;
  const place = { connection: push.connection, instance_id: push.instanceId };
  return {
    key: known?.key ?? member,
    others: others.length,
    cause: cause && (await adviceFor(source.index, cause, [place])),
  };
}
