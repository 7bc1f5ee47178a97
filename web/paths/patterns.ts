/**
 * Route patterns of the pages, relative to the root: the browser's routes and the server's titles
 * read an address by the same ones. Free of schemas, so that the browser loads words and no more.
 */
export const paths = {
  connection: ":connection",
  instances: "instances",
  instance: "instances/:instanceId",
  snapshot: "snapshots/:snapshotId",
  failures: "failures",
  recoverability: "recoverability",
  compare: "instances/:instanceId/compare",
} as const;
