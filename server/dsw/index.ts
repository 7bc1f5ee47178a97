/** The signed call: the DSW service's reads, and complete lists read by them. */
export * from "./cache-budget";
export * from "./client";
export * from "./credentials";
export * from "./endpoint";
export * from "./errors";
export * from "./history-reading";
export type { Action, Attempt, PermissionResponses } from "./http-caller";
export * from "./image-client";
export * from "./image-reader";
export * from "./instance-cache";
export * from "./reads";
export * from "./signature";
export * from "./snapshot-histories";
export type { OpenPool } from "./transport";
