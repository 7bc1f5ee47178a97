import { describe, expect, it } from "vitest";
import { tenThousandInstanceId } from "./documented-ids";
import { instanceEventsAt } from "./instance-events";
import { interruptionOf } from "./interruption";
import { lifecycleAt, sessionsOf } from "./lifecycle";
import { createSeedData } from "./seed-data";
import { instanceAt } from "./state-at";

const start = Date.parse("2026-03-01T08:00:00Z");
const data = createSeedData({ seed: 1, instances: 240, start });
const lines = data.instances().map((state) => ({ state, line: lifecycleAt(data, state, start) }));

describe("the seeded lifecycles", () => {
  it("end in the status that the instance has, at any time", () => {
    for (const now of [start, start + 3_600_000, start + 20 * 3_600_000]) {
      for (const state of data.instances()) {
        const last = lifecycleAt(data, state, now).at(-1);
        expect([state.instanceId, last?.status]).toEqual([
          state.instanceId,
          instanceAt(data, state, now).status,
        ]);
      }
    }
  });

  it("are in the order of time, and never of the future", () => {
    for (const { line } of lines) {
      const times = line.map(({ at }) => at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.at(-1)).toBeLessThanOrEqual(start);
    }
  });

  it("know stops in mid-push, failed saves and overdue payments", () => {
    const words = new Set(lines.flatMap(({ line }) => line.map(({ status }) => status)));
    for (const word of ["Saving", "Saved", "SaveFailed", "Stopped", "ArrearStopping", "Arrearge"])
      expect(words).toContain(word);
    const stopped = lines.filter(({ line }) =>
      line.some(
        ({ status }, step) =>
          status === "Saving" && /Stopping$/.test(line[step + 1]?.status ?? "Running"),
      ),
    );
    expect(stopped.length).toBeGreaterThan(10);
    expect(stopped.length).toBeLessThan(200);
  });

  it("stop an instance between the push and its failure, and only then", () => {
    const snapshots = data.instances().flatMap(({ instanceId }) => data.snapshots(instanceId));
    const stops = snapshots.flatMap((snapshot) => {
      const stop = interruptionOf(snapshot);
      return stop === null ? [] : [{ snapshot, stop }];
    });
    expect(stops.length).toBeGreaterThan(10);
    for (const { snapshot, stop } of stops) {
      const push = snapshot.steps.find(({ status }) => status === "Pushing");
      const last = snapshot.steps.at(-1);
      expect(last?.status).toBe("Failed");
      expect(stop.stoppingAt).toBeGreaterThan(push?.at ?? 0);
      expect(stop.stoppedAt).toBeLessThan(last?.at ?? 0);
    }
  });

  it("are told by session, the longest history not without end", () => {
    const state = data.instance(tenThousandInstanceId);
    if (!state) throw new Error("no instance");
    const line = lifecycleAt(data, state, start);
    expect(line.length).toBeGreaterThan(300);
    expect(line.length).toBeLessThan(2_500);
    for (const { line } of lines) {
      const sessions = sessionsOf(line);
      expect(sessions.flat()).toEqual(line);
      for (const session of sessions.slice(1)) expect(session[0]?.status).toBe("Starting");
    }
  });
});

it("the events of a failure without a reason tell the container's error", () => {
  const found = data
    .instances()
    .flatMap((state) => data.snapshots(state.instanceId).map((snapshot) => ({ state, snapshot })))
    .find(({ snapshot: { steps } }) => {
      const last = steps.at(-1);
      return last?.status === "Failed" && last.reasonCode === undefined && last.at < start;
    });
  const failedAt = found?.snapshot.steps.at(-1)?.at;
  if (found === undefined || failedAt === undefined) throw new Error("no such failure");
  const texts = instanceEventsAt(data, found.state, start)
    .filter(({ at }) => at === failedAt)
    .map(({ text }) => text);
  expect(texts.join("\n")).toContain("exited with code 137");
});
