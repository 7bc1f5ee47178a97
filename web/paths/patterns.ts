/**
 * Route patterns of the pages, relative to the root: the browser's routes and the server's titles
 * read an address by the same ones.
 */
export const patterns = {
  connection: ":connection",
  instances: "instances",
  instance: "instances/:instanceId",
  snapshot: "snapshots/:snapshotId",
  failures: "failures",
  atRisk: "at-risk",
  /** What the at-risk page was called: links that were handed out keep working. */
  formerAtRisk: "recoverability",
  compare: "instances/:instanceId/compare",
} as const;
