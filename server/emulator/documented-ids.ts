import type { SnapshotState } from "./snapshot-state";

/** The instance of the service's documented example; its history has the documented 35 snapshots. */
export const documentedInstanceId = "dsw-730xxxxxxxxxx";
export const documentedSnapshotId = "snp-05cexxxxxxxxx";
/** Instances with no snapshot, with one, and with ten thousand. */
export const emptyInstanceId = "dsw-emptyxxxxxxxx";
export const singleInstanceId = "dsw-singlexxxxxxx";
export const tenThousandInstanceId = "dsw-tenthousandxx";

/** The one snapshot of the documented example of `ListInstanceSnapshot`. */
export const documentedSnapshot: SnapshotState = {
  instanceId: documentedInstanceId,
  snapshotId: documentedSnapshotId,
  snapshotName: "training_data_env",
  imageId: "image-05cefd0be2exxxx",
  imageUrl: "registry.cn-shanghai.aliyuncs.com/pai_product/tensorflow:py36_cpu_tf1.12_ubuntu",
  labels: [{ key: "stsTokenOwner", value: "123xxxxxxxx" }],
  labelForm: "array",
  fields: { ExcludePaths: [""] },
  steps: [
    {
      at: Date.parse("2021-01-12T14:36:01Z"),
      status: "Pushing",
      reasonCode: "Internal Error",
      reasonMessage: "ImagePullBackOff",
    },
  ],
};
