import { plainInstance, plainSnapshot } from "../contract/rows.testing";
import { builtInCauses } from "../triage/causes-catalogue";
import type { FailureSource } from "./failure-source";
import { saveInstances } from "./instances";
import type { SnapshotIndex } from "./open";
import { saveHistory } from "./save-history";
import { finishRun, startRun } from "./sync-runs";
import { wholeView } from "./view";

/** The moment at which these tests ask. */
export const now = Date.parse("2026-03-01T08:00:00Z");
export const minute = 60_000;

/** The owner of the instance of each number. */
export const owners = ["u-ada", "u-bob", "u-eve"];

/** An instance of each owner on a connection. */
export const saveOwners = ({ index }: { index: SnapshotIndex }, connection = "c") =>
  saveInstances(
    index,
    connection,
    owners.map((userId, n) => ({
      ...plainInstance(`dsw-${n}`, `notebook-${n}`),
      userId,
      userName: userId.slice(2),
      workspaceId: "ws-1",
      workspaceName: "research",
    })),
    now,
  );

/** Adds pushes to the history of an instance: how many minutes before `now` each ended, and its message; null succeeded. */
export async function push(
  { index }: { index: SnapshotIndex },
  instance: number,
  ...pushes: [minutesAgo: number, message: string | null][]
) {
  const at = (ago: number) => `${new Date(now - ago * minute).toISOString().slice(0, 19)}Z`;
  await saveHistory(index, "c", `dsw-${instance}`, {
    items: pushes.map(([ago, reasonMessage]) =>
      plainSnapshot(`dsw-${instance}`, `s-${instance}-${ago}`, {
        status: reasonMessage === null ? "Saved" : "Failed",
        reasonCode: reasonMessage === null ? null : "ImagePushFailed",
        reasonMessage,
        imageUrl: "registry-a.cn-shanghai.aliyuncs.com/team/notebook:v1",
        gmtCreateTime: at(ago + 1),
        gmtModifiedTime: at(ago),
      }),
    ),
    readAt: now,
    requestId: null,
  });
}

/** What an answer is drawn from, for whoever sees everything and may change groups. */
export const sourceOf = (
  { index }: { index: SnapshotIndex },
  over: Partial<FailureSource> = {},
): FailureSource => ({
  index: wholeView(index),
  connections: ["c"],
  states: [],
  catalogue: builtInCauses,
  triage: { mayChange: true },
  now,
  ...over,
});

/** Where the sync of a connection stands whose instance list has been read whole. */
export async function syncedOnce({ index }: { index: SnapshotIndex }, connection = "c") {
  const none = { instances: 0, calls: 0, throttled: 0, failed: 0 };
  const id = await startRun(index, connection, "full", now);
  await finishRun(index, id, { finishedAt: now, ...none });
  return {
    ...none,
    connection,
    workspace: "ALL",
    phase: "idle" as const,
    done: 0,
    total: 0,
    perMinute: 0,
    startedAt: null,
    nextAt: null,
    error: null,
    refused: null,
  };
}
