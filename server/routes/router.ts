import { OpenAPIHono } from "@hono/zod-openapi";
import type { z } from "zod";
import { ProblemError } from "../problems/problem";

/**
 * A router whose endpoints check path and query by their definitions.
 * @throws {ProblemError} `input.invalid` naming the first wrong field, before anything reaches upstream
 */
export const createRouter = () =>
  new OpenAPIHono({
    defaultHook: (result) => {
      if (!result.success) throw inputProblem(result.error.issues[0], result.target);
    },
  });

function inputProblem(issue: z.core.$ZodIssue | undefined, target: string): ProblemError {
  if (issue?.code === "unrecognized_keys") {
    const [field = target] = issue.keys;
    return new ProblemError("input.invalid", `${field}: there is no such parameter.`, field);
  }
  const field = issue?.path.join(".") || target;
  return new ProblemError("input.invalid", `${field}: ${issue?.message ?? "not valid"}.`, field);
}
