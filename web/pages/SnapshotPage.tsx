import { useMemo } from "react";
import { useLocation, useNavigate } from "react-router";
import { useTranslation } from "../i18n/translation";
import { stepLink, useCloseDrawer, useDrawerLink } from "../list/drawer-navigation";
import { paths } from "../paths/paths";
import { snapshotParams } from "../paths/snapshots";
import { type Neighbour, useNeighbours } from "../snapshots/useNeighbours";
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
  const state = useMemo(() => snapshotParams.parse(new URLSearchParams(search)), [search]);
  const { previous, next } = useNeighbours(connection, instanceId, state, snapshotId);
  const close = useCloseDrawer(paths.instance(connection, instanceId, search));
  const drawerLink = useDrawerLink();

  const stepTo = (to: Neighbour | null) => {
    if (to === null) return null;
    const { snapshot: row, page } = to;
    const samePage = page === state.page;
    // On the same page the list beside it stays as it was asked for, word by word.
    const list = samePage ? search : snapshotParams.serialize({ ...state, page });
    return () => {
      const href = paths.snapshot(connection, instanceId, row.snapshotId, list);
      navigate(href, stepLink(drawerLink, samePage));
      announce(`${row.snapshotName ?? row.snapshotId}, ${statusWord(t, row.status)}`);
    };
  };
  return (
    <SnapshotPanel
      connection={connection}
      instanceId={instanceId}
      snapshotId={snapshotId}
      snapshotHref={(id) => paths.snapshot(connection, instanceId, id, search)}
      onClose={close}
      onPrevious={stepTo(previous)}
      onNext={stepTo(next)}
    />
  );
}
