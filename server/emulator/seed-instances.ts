import { machines, owners, projects, purposes, workspaces } from "./names";
import type { Random } from "./random";
import type { DiskState, InstanceState } from "./snapshot-state";

const day = 24 * 3_600_000;

const states = [
  ...Array.from({ length: 9 }, () => "Running"),
  ...Array.from({ length: 8 }, () => "Stopped"),
  "Saved",
  "Failed",
  "Starting",
  "Stopping",
  "Creating",
  "Queuing",
  "ResourceAllocating",
  "EnvPreparing",
  "Recovering",
  "Updating",
  "Deleting",
] as const;

/** One instance of the seeded account, as it is at the start of the emulated clock. */
export function seedInstance(
  random: Random,
  number: number,
  start: number,
  instanceId?: string,
): InstanceState {
  const workspace = random.pick(workspaces);
  const owner = random.pick(owners);
  const machine = random.pick(machines);
  const project = random.pick(projects[workspace.id] ?? ["notebook"]);
  const status =
    number < 40
      ? (states[number % states.length] ?? "Running")
      : random.pick(["Running", "Running", ...states]);
  const createdAt = start - random.between(20, 700) * day - random.between(0, day);
  const grouped = random.hit(0.25);
  // A failure without any reason is as normal as one with.
  const explained = status === "Failed" && random.hit(0.5);
  return {
    instanceId: instanceId ?? `dsw-${random.word(16)}`,
    instanceName: `${project}_${random.pick(purposes)}${number % 3 === 0 ? `_${String(number).padStart(2, "0")}` : ""}`,
    status,
    reasonCode: explained ? "InternalError" : "",
    reasonMessage: explained ? "Resource queue timeout, lack of sufficient resources" : "",
    workspaceId: workspace.id,
    workspaceName: workspace.name,
    userId: owner.id,
    userName: owner.name,
    accelerator: machine.accelerator,
    spec: machine.spec,
    resource: machine,
    paymentType: grouped ? "Subscription" : "PayAsYouGo",
    accessibility: random.hit(0.2) ? "PUBLIC" : "PRIVATE",
    resourceId: grouped ? random.pick(["rg-a1b2c3d4", "rg-k8m4x2p9", "quota1k7m2n4p"]) : "",
    resourceName: grouped ? "dedicated-gpu-pool" : "",
    imageId: `image-${random.word(14)}`,
    imageName: random.pick([
      "pytorch-develop:2.5-gpu-py310-cu124-ubuntu22.04",
      "tensorflow-develop:2.17-cpu-py310",
      "modelscope:1.20-llm",
    ]),
    imageUrl: "dsw-registry-vpc.cn-shanghai.cr.aliyuncs.com/pai/develop:py310",
    labels: random.hit(0.4)
      ? [{ key: "cost-center", value: `cc-${random.between(100, 140)}` }]
      : [],
    priority: random.between(1, 9),
    createdAt,
    modifiedAt: Math.max(createdAt, start - random.between(0, 40 * day)),
    disks: disksOf(random),
  };
}

const gibibyte = 1024 ** 3;

/** One system disk; some are nearly full, and older instances have none that is told of. */
function disksOf(random: Random): DiskState[] {
  if (random.hit(0.15)) return [];
  const capacity = random.pick([30, 100, 100, 500]) * gibibyte;
  const full = random.hit(0.15) ? 0.9 + random.next() / 10 : random.next() * 0.9;
  return [{ mountPath: "/mnt/workspace", capacity, usage: Math.floor(full * capacity) }];
}
