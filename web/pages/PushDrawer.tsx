import { useNavigate } from "react-router";
import { type Neighbour, useNeighbours } from "../failures/useNeighbours";
import { useTranslation } from "../i18n/translation";
import { stepLink, useCloseDrawer, useDrawerLink } from "../list/drawer-navigation";
import type { FailureState } from "../paths/failures";
import { paths } from "../paths/paths";
import { type PushPlace, pushIdOf } from "../paths/push";
import { statusWord } from "../status/StatusBadge";
import { announce } from "../ui/announce";
import { SnapshotPanel } from "./SnapshotPanel";

interface PushDrawerProps {
  connection: string;
  /** The failures page's, with the push in it. */
  state: FailureState;
  push: PushPlace;
}

/** A push in the drawer over the group or the list that it was opened from. */
export default function PushDrawer({ connection, state, push }: PushDrawerProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { previous, next } = useNeighbours(connection, state);
  const close = useCloseDrawer(paths.failures(connection, { ...state, push: "" }));
  const drawerLink = useDrawerLink(true);
  const stepTo = (to: Neighbour | null) =>
    to === null
      ? null
      : () => {
          const { push: row, page } = to;
          const href = paths.failures(connection, { ...state, page, push: pushIdOf(row) });
          navigate(href, stepLink(drawerLink, page === state.page));
          announce(`${row.snapshotName ?? row.snapshotId}, ${statusWord(t, row.status)}`);
        };
  return (
    <SnapshotPanel
      {...push}
      snapshotHref={(id) => paths.snapshot(push.connection, push.instanceId, id)}
      onClose={close}
      onPrevious={stepTo(previous)}
      onNext={stepTo(next)}
    />
  );
}
