import { excluded, registries, snapshotWords } from "./names";
import type { Random } from "./random";
import { expiredLogin, failureOf } from "./reasons";
import type { InstanceState, SnapshotState, Step } from "./snapshot-state";

const minute = 60_000;
const hour = 60 * minute;

/** For how long before the start of the clock one registry's login has been expired. */
const burst = { host: registries[2].host, lastsMs: 20 * hour } as const;

/**
 * A snapshot of an instance, created at `at`. All its steps are planned at once, so that its status depends on
 * the clock alone.
 * @param start the start of the emulated clock, just before which a burst of failures happened
 */
export function seedSnapshot(
  random: Random,
  instance: InstanceState,
  at: number,
  start: number,
): SnapshotState {
  const registry = random.pick(registries);
  const where = {
    host: registry.host,
    namespace: random.pick(registry.namespaces),
    repository:
      instance.instanceName.replace(/[^a-z0-9-]/g, "").replace(/^-+|-+$/g, "") || "notebook",
  };
  const version = `v${random.between(1, 9)}.${random.between(0, 20)}`;
  const name = `${random.pick(snapshotWords)}-${random.hit(0.5) ? version : new Date(at).toISOString().slice(0, 10)}`;
  const snapshotId = `snp-${random.word(13)}`;
  return {
    instanceId: instance.instanceId,
    snapshotId,
    snapshotName: random.hit(0.01) ? null : name,
    imageId: `image-${random.word(14)}`,
    imageUrl: `${where.host}/${where.namespace}/${where.repository}:${version}-${random.hex(6)}`,
    labels: labelsOf(random, instance),
    labelForm: random.hit(0.03) ? (random.hit(0.5) ? "object" : "string") : "array",
    fields: {
      // A snapshot without any path has one empty text.
      ExcludePaths: random.hit(0.7)
        ? [""]
        : [...new Set([random.pick(excluded), random.pick(excluded)])],
    },
    steps: stepsOf(random, where, at, start),
  };
}

function labelsOf(random: Random, instance: InstanceState) {
  const labels = [{ key: "stsTokenOwner", value: instance.userId }];
  if (random.hit(0.5)) labels.push({ key: "team", value: instance.workspaceName });
  if (random.hit(0.3))
    labels.push({
      key: "framework",
      value: random.pick(["pytorch-2.5", "tensorflow-2.17", "jax-0.4", "paddle-3.0"]),
    });
  if (random.hit(0.15)) labels.push({ key: "用途", value: random.pick(["训练", "评测", "演示"]) });
  return labels;
}

function stepsOf(
  random: Random,
  where: { host: string; namespace: string; repository: string },
  at: number,
  start: number,
): [Step, ...Step[]] {
  const steps: [Step, ...Step[]] = [{ at, status: "Creating" }];
  let time = at + random.between(2, 40) * 1000;
  steps.push({ at: time, status: "Committing" });
  time += random.between(15, 900) * 1000;
  const end = time + 1000 * Math.round(10 + 80 * 60 * random.next() ** 4);

  if (random.hit(0.004)) {
    steps.push({ at: time, status: "Archived" });
    return steps;
  }
  const expired = where.host === burst.host && at > start - burst.lastsMs && at < start + 2 * hour;
  const fails = random.hit(0.13) || (expired && random.hit(0.8));
  if (!fails) {
    steps.push({ at: time, status: "Pushing" }, { at: end, status: "Success" });
    return steps;
  }
  const failure = expired ? expiredLogin(where) : failureOf(random, where, end);
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
