import { createdAt } from "./snapshot-state";
import type { InstanceAt, SnapshotAt } from "./state-at";

/** ISO 8601 UTC to the second, as the service writes times. */
export const wireTime = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** A snapshot in the service's words, with the odd forms that old answers have. */
export function snapshotResponse({ truth, step }: SnapshotAt) {
  return {
    InstanceId: truth.instanceId,
    SnapshotId: truth.snapshotId,
    SnapshotName: truth.snapshotName,
    Status: step.status,
    ImageId: truth.imageId,
    ImageUrl: truth.imageUrl,
    // The service tells an absent reason in several ways: absent, empty, or the word "null".
    ...(step.reasonCode === undefined
      ? step.status === "Success"
        ? { ReasonCode: "null", ReasonMessage: "" }
        : {}
      : { ReasonCode: step.reasonCode, ReasonMessage: step.reasonMessage ?? null }),
    GmtCreateTime: wireTime(createdAt(truth)),
    GmtModifiedTime: wireTime(step.at),
    Labels: labelsAnswer(truth),
    ExcludePaths: truth.excludePaths.length > 0 ? truth.excludePaths : [""],
  };
}

function labelsAnswer({ labels, labelForm }: SnapshotAt["truth"]) {
  if (labelForm === "array") return labels.map(({ key, value }) => ({ Key: key, Value: value }));
  const record = Object.fromEntries(labels.map(({ key, value }) => [key, value]));
  return labelForm === "object" ? record : JSON.stringify(record);
}

function latestAnswer({ truth, step }: SnapshotAt) {
  return {
    GmtCreateTime: wireTime(createdAt(truth)),
    GmtModifiedTime: wireTime(step.at),
    ImageId: truth.imageId,
    ImageName: truth.snapshotName ?? "",
    ImageUrl: truth.imageUrl,
    ReasonCode: step.reasonCode ?? "",
    ReasonMessage: step.reasonMessage ?? "",
    RepositoryUrl: truth.imageUrl.split(":")[0] ?? "",
    Status: step.status,
  };
}

/**
 * An instance in the service's words. What must never leave the border is here too, with values that
 * a test recognises.
 */
export function instanceResponse({
  truth,
  status,
  reasonCode,
  reasonMessage,
  modifiedAt,
  latest,
}: InstanceAt) {
  return {
    InstanceId: truth.instanceId,
    InstanceName: truth.instanceName,
    Status: status,
    ReasonCode: reasonCode,
    ReasonMessage: reasonMessage,
    WorkspaceId: truth.workspaceId,
    WorkspaceName: truth.workspaceName,
    UserId: truth.userId,
    UserName: truth.userName,
    AcceleratorType: truth.accelerator,
    EcsSpec: truth.spec,
    RequestedResource: {
      CPU: truth.resource.cpu,
      GPU: truth.resource.gpu,
      GPUType: truth.resource.gpuType,
      Memory: truth.resource.memory,
      SharedMemory: "0",
    },
    PaymentType: truth.paymentType,
    Accessibility: truth.accessibility,
    ResourceId: truth.resourceId,
    ResourceName: truth.resourceName,
    ImageId: truth.imageId,
    ImageName: truth.imageName,
    ImageUrl: truth.imageUrl,
    Labels: truth.labels.map(({ key, value }) => ({ Key: key, Value: value })),
    Tags: [{ TagKey: "managed-by", TagValue: "pai" }],
    Priority: truth.priority,
    GmtCreateTime: wireTime(truth.createdAt),
    GmtModifiedTime: wireTime(modifiedAt),
    InstanceUrl: `https://dsw-cn-shanghai.data.aliyun.com/${truth.instanceId}/`,
    TerminalUrl: `https://dsw-cn-shanghai.data.aliyun.com/${truth.instanceId}/tty/?token=EMULATOR-SECRET-terminal`,
    ImageAuth: "EMULATOR-SECRET-registry-account",
    EnvironmentVariables: { DB_PASSWORD: "EMULATOR-SECRET-environment" },
    CredentialConfig: { EnableCredentialInject: true, Configs: ["EMULATOR-SECRET-credential"] },
    DynamicMount: { MountPoints: ["EMULATOR-SECRET-mount"] },
    Datasets: [{ Uri: "oss://EMULATOR-SECRET-dataset", Options: "EMULATOR-SECRET-options" }],
    UserVpc: { VpcId: "EMULATOR-SECRET-vpc" },
    LatestSnapshot: latest ? latestAnswer(latest) : null,
    InstanceSnapshotList: latest ? [latestAnswer(latest)] : [],
  };
}
