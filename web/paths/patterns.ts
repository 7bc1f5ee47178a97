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

/**
 * Whether a text is a path that everything may be served under: `/` and plain segments, without a
 * slash at its end. Dots alone are no segment, for every browser takes them out of an address.
 */
export const isBasePath = (text: string): boolean => /^(\/(?!\.{1,2}(\/|$))[\w.~-]+)+$/.test(text);
