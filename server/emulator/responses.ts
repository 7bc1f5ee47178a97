import type { ImageAt } from "./images";
import type { LifecycleEntry } from "./lifecycle";
import { createdAt } from "./snapshot-state";
import type { InstanceAt, SnapshotAt } from "./state-at";

/** ISO 8601 UTC to the second, as the service writes times. */
export const wireTime = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** A snapshot as the service writes it, in the different forms that its responses have. */
export function snapshotResponse({ state, step }: SnapshotAt) {
  return {
    InstanceId: state.instanceId,
    SnapshotId: state.snapshotId,
    SnapshotName: state.snapshotName,
    ...(step.status === null ? {} : { Status: step.status }),
    ImageId: state.imageId,
    ImageUrl: state.imageUrl,
    // A missing reason may be absent, empty or the text "null".
    ...(step.reasonCode === undefined
      ? step.status === "Saved"
        ? { ReasonCode: "null", ReasonMessage: "" }
        : {}
      : { ReasonCode: step.reasonCode, ReasonMessage: step.reasonMessage ?? null }),
    GmtCreateTime: wireTime(createdAt(state)),
    GmtModifiedTime: wireTime(step.at),
    Labels: labelsResponse(state),
    ...state.fields,
  };
}

/** An image as AIWorkSpace writes it: without its id, and with milliseconds in its times. */
export function imageResponse({ state, savedAt, sizeGb }: ImageAt) {
  const time = new Date(savedAt).toISOString();
  return {
    Name: state.snapshotName ?? state.snapshotId,
    ImageUri: state.imageUrl,
    Description: "EMULATOR-SECRET-description",
    Size: sizeGb,
    Accessibility: "PRIVATE",
    SourceType: "DSW",
    SourceId: state.instanceId,
    UserId: "EMULATOR-SECRET-user",
    ParentUserId: "EMULATOR-SECRET-account",
    Labels: [{ Key: "system.chipType", Value: "EMULATOR-SECRET-label" }],
    GmtCreateTime: time,
    GmtModifiedTime: time,
  };
}

function labelsResponse({ labels, labelForm }: SnapshotAt["state"]) {
  if (labelForm === "array") return labels.map(({ key, value }) => ({ Key: key, Value: value }));
  const record = Object.fromEntries(labels.map(({ key, value }) => [key, value]));
  return labelForm === "object" ? record : JSON.stringify(record);
}

/** The registry's page in the console, which the service gives beside an image. */
function repositoryPage(imageUrl: string): string {
  const [, namespace, repository] = imageUrl.split(":")[0]?.split("/") ?? [];
  return `https://cr.console.aliyun.com/repository/cn-shanghai/${namespace}/${repository}/images`;
}

/** The page that opens an instance, in the documented form: it counts instances by a number of its own. */
function instancePage(createdAt: number): string {
  const number = 10_000 + (Math.floor(createdAt / 1000) % 90_000);
  return `https://dsw-cn-shanghai.data.aliyun.com/notebook.htm?instance=${number}#/`;
}

function latestSnapshotResponse({ state, step }: SnapshotAt) {
  return {
    GmtCreateTime: wireTime(createdAt(state)),
    GmtModifiedTime: wireTime(step.at),
    ImageId: state.imageId,
    ImageName: state.snapshotName ?? "",
    ImageUrl: state.imageUrl,
    ReasonCode: step.reasonCode ?? "",
    ReasonMessage: step.reasonMessage ?? "",
    RepositoryUrl: repositoryPage(state.imageUrl),
    Status: step.status,
  };
}

/** One instance as `GetInstance` writes it: with its disks, whose `Status` only a running one has. */
export function instanceDetailsResponse(instance: InstanceAt) {
  const stopped = /stopped|arrearge/i.test(instance.status);
  const disks = instance.state.disks.map(({ mountPath, capacity, usage }) => ({
    Capacity: `${Math.round(capacity / 1024 ** 3)}Gi`,
    MountPath: mountPath,
    Path: "/workspace",
    SubType: "rootfs",
    ...(stopped
      ? {}
      : { Status: { Available: capacity - usage, Usage: usage, Capacity: capacity } }),
  }));
  return { ...instanceResponse(instance), CloudDisks: disks };
}

/** A session of an instance's lifecycle; the status that it is in has no end. */
export const sessionResponse = (
  session: readonly LifecycleEntry[],
  number: number,
  endOf: (entry: LifecycleEntry) => number | null,
) =>
  session.map((entry, step) => {
    const end = endOf(entry);
    return {
      LifecycleId: `${number + 1}-${step + 1}`,
      Status: entry.status,
      ReasonCode: entry.reasonCode,
      ReasonMessage: entry.reasonMessage,
      GmtCreateTime: wireTime(entry.at),
      ...(end === null ? {} : { GmtEndTime: wireTime(end) }),
    };
  });

/**
 * An instance as the service writes it. Fields that must never be handed on are here too, with values that a
 * test recognises.
 */
export function instanceResponse({
  state,
  status,
  reasonCode,
  reasonMessage,
  modifiedAt,
  snapshots,
}: InstanceAt) {
  const latest = snapshots[0];
  return {
    InstanceId: state.instanceId,
    InstanceName: state.instanceName,
    Status: status,
    ReasonCode: reasonCode,
    ReasonMessage: reasonMessage,
    WorkspaceId: state.workspaceId,
    WorkspaceName: state.workspaceName,
    UserId: state.userId,
    UserName: state.userName,
    AcceleratorType: state.accelerator,
    EcsSpec: state.spec,
    RequestedResource: {
      CPU: state.resource.cpu,
      GPU: state.resource.gpu,
      GPUType: state.resource.gpuType,
      Memory: state.resource.memory,
      SharedMemory: "0",
    },
    PaymentType: state.paymentType,
    Accessibility: state.accessibility,
    ResourceId: state.resourceId,
    ResourceName: state.resourceName,
    ImageId: state.imageId,
    ImageName: state.imageName,
    ImageUrl: state.imageUrl,
    Labels: state.labels.map(({ key, value }) => ({ Key: key, Value: value })),
    Tags: [{ TagKey: "managed-by", TagValue: "pai" }],
    Priority: state.priority,
    GmtCreateTime: wireTime(state.createdAt),
    GmtModifiedTime: wireTime(modifiedAt),
    InstanceUrl: instancePage(state.createdAt),
    TerminalUrl: `https://dsw-cn-shanghai.data.aliyun.com/${state.instanceId}/tty/?token=EMULATOR-SECRET-terminal`,
    ImageAuth: "EMULATOR-SECRET-registry-account",
    EnvironmentVariables: { DB_PASSWORD: "EMULATOR-SECRET-environment" },
    CredentialConfig: { EnableCredentialInject: true, Configs: ["EMULATOR-SECRET-credential"] },
    DynamicMount: { MountPoints: ["EMULATOR-SECRET-mount"] },
    Datasets: [{ Uri: "oss://EMULATOR-SECRET-dataset", Options: "EMULATOR-SECRET-options" }],
    UserVpc: { VpcId: "EMULATOR-SECRET-vpc" },
    LatestSnapshot: latest ? latestSnapshotResponse(latest) : null,
    InstanceSnapshotList: snapshots.map(latestSnapshotResponse),
  };
}
