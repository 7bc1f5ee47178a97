import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { chunksAround } from "../api/chunks";
import { placeOnPage } from "../api/snapshots";
import { oneBefore } from "../compare/compare-snapshots";
import { useCloseDrawer, useDrawerLink } from "../list/drawer-navigation";
import { paths } from "../paths/paths";
import { snapshotParams } from "../paths/snapshots";
import { useChunks } from "../snapshots/useChunks";
import { statusWord } from "../status/StatusBadge";
import { announce } from "../ui/announce";
import { SnapshotPanel } from "./SnapshotPanel";
import { useIds } from "./useIds";

/** One snapshot, at an address of its own, over the list of its instance. */
export function Component() {
  const { t } = useTranslation();
  const { connection, instanceId, snapshotId = "" } = useIds();
  const { search } = useLocation();
  const navigate = useNavigate();
  const client = useQueryClient();
  // The same queries as the table's: read from the cache, but where it steps beyond what that has read.
  const state = useMemo(() => snapshotParams.parse(new URLSearchParams(search)), [search]);
  const at = placeOnPage(client, connection, instanceId, state, snapshotId);
  const near = useChunks(connection, instanceId, state, chunksAround(at - 1, at + 1, 0));
  const close = useCloseDrawer(paths.instance(connection, instanceId, search));
  const drawerLink = useDrawerLink();

  const rows = near.rows ?? [];
  const stepTo = (index: number) => {
    const row = at === -1 ? undefined : rows[near.indexes.indexOf(index)];
    if (row === undefined) return null;
    return () => {
      navigate(paths.snapshot(connection, instanceId, row.snapshotId, search), drawerLink);
      announce(`${row.snapshotName ?? row.snapshotId}, ${statusWord(t, row.status)}`);
    };
  };
  return (
    <SnapshotPanel
      connection={connection}
      instanceId={instanceId}
      snapshotId={snapshotId}
      snapshotHref={(id) => paths.snapshot(connection, instanceId, id, search)}
      before={oneBefore(rows, snapshotId)?.snapshotId}
      onClose={close}
      onPrevious={stepTo(at - 1)}
      onNext={stepTo(at + 1)}
    />
  );
}
