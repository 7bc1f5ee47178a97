/** What stands for the ids of an address in the first view of a page, which the build makes before there are any. */
export const placeMarks = {
  connection: "{connection}",
  instanceId: "{instance}",
  snapshotId: "{snapshot}",
} as const;
