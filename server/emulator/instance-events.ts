import { lifecycleAt } from "./lifecycle";
import { accountId } from "./names";
import type { InstanceEvent, SeedData } from "./seed-data";
import { createdAt, type InstanceState, type SnapshotState } from "./snapshot-state";
import { snapshotsAt } from "./state-at";

/**
 * An instance's events up to `now`, oldest first: of its snapshots, of its own stops and starts, and those that a
 * test has added. Some have what must not be shown, with values that a test recognises.
 */
export function instanceEventsAt(
  data: SeedData,
  state: InstanceState,
  now: number,
): InstanceEvent[] {
  const ofSnapshots = snapshotsAt(data, state.instanceId, now).flatMap((found) =>
    snapshotEvents(found.state),
  );
  const own = lifecycleAt(data, state, now).map(({ at, status }) => ({
    at,
    text: ownEvents[status] ?? `Normal ${status} The instance is ${status}`,
  }));
  return [...ofSnapshots, ...own, ...data.events(state.instanceId)]
    .filter(({ at }) => at <= now)
    .sort((a, b) => a.at - b.at);
}

const ownEvents: Readonly<Record<string, string>> = {
  Stopping: "Normal Killing Stopping container dsw-notebook",
  Stopped: "Normal Stopped The instance was stopped by its owner",
  ArrearStopping:
    "Warning Arrears The account has an overdue payment, the instance is being stopped",
  Starting: "Normal Scheduled Successfully assigned the instance to a node",
  EnvPreparing: "Normal Pulling Pulling the instance's image",
  Running: "Normal Started Started container dsw-notebook",
};

function snapshotEvents(snapshot: SnapshotState): InstanceEvent[] {
  const { imageUrl } = snapshot;
  const [host] = imageUrl.split("/");
  const begun = {
    at: createdAt(snapshot),
    text: `Normal Committing Committing the container to ${imageUrl}`,
  };
  const later = snapshot.steps.flatMap(({ at, status, reasonCode, reasonMessage }) => {
    if (status === "Pushing")
      return [
        {
          at,
          text: `Normal RegistryLogin docker login --username=snapdeck@${accountId} --password=EMULATOR-SECRET-login ${host}`,
        },
        { at, text: `Normal Pushing Pushing image ${imageUrl}` },
      ];
    if (status === "Saved") return [{ at, text: `Normal Pushed Pushed image ${imageUrl}` }];
    if (status !== "Failed") return [];
    // Where the snapshot has no reason the events alone tell the container's error.
    const why =
      reasonMessage ?? "Error: the container exited with code 137 while its layers were read";
    return [
      { at, text: `Warning BackOff Back-off pushing image ${imageUrl}` },
      { at, text: `Warning ${reasonCode?.replaceAll(" ", "") ?? "Failed"} ${why}` },
    ];
  });
  return [begun, ...later];
}
