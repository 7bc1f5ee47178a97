import { z } from "zod";

/**
 * An instance, snapshot or connection id from an address. The vendor's ids are letters, digits and
 * hyphens; dots and underscores are let through, a path's own characters never are.
 */
export const idSchema = z
  .string()
  .max(128, "at most 128 characters")
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "letters, digits, '.', '_' and '-' are allowed");

/** A snapshot's id in a list of them. */
export const snapshotIdPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** A push of any instance in a list of them: `connection/instanceId/snapshotId`. */
export const pushIdPattern =
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}(\/[A-Za-z0-9][A-Za-z0-9._-]{0,127}){2}$/;

/**
 * Stands for every connection where an answer comes from the index. No connection can be called so:
 * an id is a region's, and a region's id has a hyphen (server/config refuses any other).
 */
export const allConnections = "all";
export type AllConnections = typeof allConnections;
