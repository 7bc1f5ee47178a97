import { excluded, registries, snapshotWords } from "./names";
import type { Random } from "./random";
import { expiredLogin, failureOf } from "./reasons";
import type { InstanceState, SnapshotState, Step } from "./snapshot-state";

const minute = 60_000;
const hour = 60 * minute;

/** For how long before the start of the life clock one registry's login has been expired. */
const burst = { host: registries[2].host, lastsMs: 20 * hour } as const;

/**
 * A save of an instance begun at `at`: committed, pushed, settled, all planned at once, so that where
 * it stands is a function of the clock alone.
 * @param start the start of the life clock, which the burst of failures leads up to
 */
export function seedSnapshot(
  chance: Random,
  instance: InstanceState,
  at: number,
  start: number,
): SnapshotState {
  const registry = chance.pick(registries);
  const where = {
    host: registry.host,
    namespace: chance.pick(registry.namespaces),
    repository:
      instance.instanceName.replace(/[^a-z0-9-]/g, "").replace(/^-+|-+$/g, "") || "notebook",
  };
  const version = `v${chance.between(1, 9)}.${chance.between(0, 20)}`;
  const name = `${chance.pick(snapshotWords)}-${chance.hit(0.5) ? version : new Date(at).toISOString().slice(0, 10)}`;
  const snapshotId = `snp-${chance.word(13)}`;
  return {
    instanceId: instance.instanceId,
    snapshotId,
    snapshotName: chance.hit(0.01) ? null : name,
    imageId: `image-${chance.word(14)}`,
    imageUrl: `${where.host}/${where.namespace}/${where.repository}:${version}-${chance.hex(6)}`,
    labels: labelsOf(chance, instance),
    labelForm: chance.hit(0.03) ? (chance.hit(0.5) ? "object" : "string") : "array",
    excludePaths: chance.hit(0.7)
      ? []
      : [...new Set([chance.pick(excluded), chance.pick(excluded)])],
    steps: stepsOf(chance, where, at, start),
  };
}

function labelsOf(chance: Random, instance: InstanceState) {
  const labels = [{ key: "stsTokenOwner", value: instance.userId }];
  if (chance.hit(0.5)) labels.push({ key: "team", value: instance.workspaceName });
  if (chance.hit(0.3))
    labels.push({
      key: "framework",
      value: chance.pick(["pytorch-2.5", "tensorflow-2.17", "jax-0.4", "paddle-3.0"]),
    });
  if (chance.hit(0.15)) labels.push({ key: "用途", value: chance.pick(["训练", "评测", "演示"]) });
  return labels;
}

function stepsOf(
  chance: Random,
  where: { host: string; namespace: string; repository: string },
  at: number,
  start: number,
): [Step, ...Step[]] {
  const steps: [Step, ...Step[]] = [{ at, status: "Creating" }];
  let time = at + chance.between(2, 40) * 1000;
  steps.push({ at: time, status: "Committing" });
  time += chance.between(15, 900) * 1000;
  const end = time + 1000 * Math.round(10 + 80 * 60 * chance.next() ** 4);

  if (chance.hit(0.004)) {
    steps.push({ at: time, status: "Archived" });
    return steps;
  }
  const expired = where.host === burst.host && at > start - burst.lastsMs && at < start + 2 * hour;
  const fails = chance.hit(0.13) || (expired && chance.hit(0.8));
  if (!fails) {
    steps.push({ at: time, status: "Pushing" }, { at: end, status: "Success" });
    return steps;
  }
  const failure = expired ? expiredLogin(where) : failureOf(chance, where, end);
  const inCommit = failure.code === "CommitFailed" || failure.code === "保存失败";
  if (!inCommit) steps.push({ at: time, status: "Pushing" });
  steps.push({
    at: inCommit ? time : end,
    status: inCommit ? "SaveFailed" : "Failed",
    reasonCode: failure.code,
    reasonMessage: failure.message,
  });
  return steps;
}
