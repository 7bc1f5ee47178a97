import { zValidator } from "@hono/zod-validator";
import type { ValidationTargets } from "hono";
import { z } from "zod";
import { idSchema } from "../contract";
import { ProblemError } from "../problems/problem";

/**
 * Checks one part of a request by a schema.
 * @throws {ProblemError} `input.invalid` naming the first wrong field, before anything reaches upstream
 */
export const input = <Target extends keyof ValidationTargets, Schema extends z.ZodType>(
  target: Target,
  schema: Schema,
) =>
  zValidator(target, schema, (result) => {
    if (result.success) return;
    const issue = result.error.issues[0];
    const field = issue?.path.join(".") || target;
    throw new ProblemError("input.invalid", `${field}: ${issue?.message ?? "not valid"}.`, field);
  });

export const connectionPath = z.object({ connection: idSchema });
export const instancePath = connectionPath.extend({ instanceId: idSchema });
export const snapshotPath = instancePath.extend({ snapshotId: idSchema });
