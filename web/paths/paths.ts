/**
 * Every address of a page, its pattern and what builds it, here and nowhere else, for the browser and for the server's reports.
 * Pinned by paths.test.ts: an address handed out once keeps its meaning.
 */
import { compareParams } from "./compare";
import { type FailureState, failureParams } from "./failures";
import { type InstanceListState, instanceParams } from "./instances";

/** Route patterns of the pages: the browser's routes and the server's titles read an address by the same ones. */
export const patterns = {
  connection: ":connection",
  instances: "instances",
  instance: "instances/:instanceId",
  snapshot: "snapshots/:snapshotId",
  failures: "failures",
  atRisk: "at-risk",
  operations: "operations",
  /** What the at-risk page was called: links that were handed out keep working. */
  formerAtRisk: "recoverability",
  compare: "instances/:instanceId/compare",
} as const;

const path = (...parts: string[]) => `/${parts.map(encodeURIComponent).join("/")}`;

/** Stands for every connection where an address may name one. */
export const allConnections = "";

export const paths = {
  home: () => "/",
  instances: (connection: string, state?: InstanceListState) =>
    path(connection, "instances") + (state ? instanceParams.serialize(state) : ""),
  instance: (connection: string, instanceId: string, search = "") =>
    path(connection, "instances", instanceId) + search,
  failures: (connection: string, state?: FailureState) =>
    (connection === allConnections ? path("failures") : path(connection, "failures")) +
    (state ? failureParams.serialize(state) : ""),
  operations: () => path("operations"),
  atRisk: (connection: string, search = "") => path(connection, "at-risk") + search,
  snapshot: (connection: string, instanceId: string, snapshotId: string, search = "") =>
    path(connection, "instances", instanceId, "snapshots", snapshotId) + search,
  compare: (connection: string, instanceId: string, a: string, b: string, onlyDifferent = false) =>
    path(connection, "instances", instanceId, "compare") +
    compareParams.serialize({ a, b, onlyDifferent }),
};
