import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { Snapshot } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import { statusWord } from "../status/StatusBadge";
import { announce } from "../ui/announce";

export interface StatusChange {
  snapshot: Snapshot;
  from: string | null;
}

/** The rows whose status word is another one than before; rows not seen before are no change. */
export function statusChanges(
  before: ReadonlyMap<string, string | null>,
  rows: readonly Snapshot[],
): StatusChange[] {
  return rows.flatMap((snapshot) => {
    const from = before.get(snapshot.snapshotId);
    return from === undefined || from === snapshot.status ? [] : [{ snapshot, from }];
  });
}

/**
 * Tells screen readers, politely, what changed its status while the list refreshed by itself.
 * @param onChange called then too, for what was derived from the statuses before
 * @param list says which list it is
 * @returns the ids of the rows that changed since the list was opened, to be marked
 */
export function useStatusAnnouncements(
  rows: readonly Snapshot[] | undefined,
  onChange: () => void,
  list: string,
): ReadonlySet<string> {
  const { t } = useTranslation();
  const [marked, setMarked] = useState<{ list: string; ids: ReadonlySet<string> }>(noneMarked);
  const seen = useRef<ReadonlyMap<string, string | null>>(new Map());
  const changed = useEffectEvent(onChange);
  useEffect(() => {
    if (rows === undefined) return;
    const changes = statusChanges(seen.current, rows);
    seen.current = new Map(rows.map(({ snapshotId, status }) => [snapshotId, status]));
    const [first] = changes;
    if (first === undefined) return;
    changed();
    setMarked((before) => ({
      list,
      ids: new Set([
        ...(before.list === list ? before.ids : []),
        ...changes.map(({ snapshot }) => snapshot.snapshotId),
      ]),
    }));
    announce(
      changes.length === 1
        ? t("snapshots.changed", {
            name: first.snapshot.snapshotName ?? first.snapshot.snapshotId,
            from: statusWord(t, first.from),
            to: statusWord(t, first.snapshot.status),
          })
        : t("snapshots.changedMany", { count: changes.length }),
    );
  }, [rows, list, t]);
  return marked.list === list ? marked.ids : noneMarked.ids;
}

const noneMarked = { list: "", ids: new Set<string>() };
