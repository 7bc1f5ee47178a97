import { problemOf } from "../problems/problem";
import { scopeOfInstances } from "../snapshots/visibility";
import { floor, listAll, optional } from "../startup/permission-line";
import type { Attempt } from "./attempt";
import type { Calls } from "./calls";
import { type Finding, finding } from "./finding";

/** What each of the RAM actions came to; without an optional one only what it adds is missing. */
export function checkPermissions(connection: string, { attempts, instances }: Calls): Finding[] {
  return [
    ...floor.map(([call, action]) => permission(connection, action, attempts[call], "failed")),
    visibility(connection, instances),
    ...optional.map(([call, action]) => permission(connection, action, attempts[call], "warning")),
  ];
}

function permission(
  connection: string,
  action: string,
  attempt: Attempt<unknown>,
  whenRefused: "failed" | "warning",
): Finding {
  const about = { connection, action };
  if (attempt.kind === "allowed") return finding("permission", "ok", "allowed", about);
  if (attempt.kind === "notTried") {
    return finding("permission", "skipped", `not tried: ${attempt.why}`, about);
  }
  const { error } = attempt;
  const { remedy } = problemOf(error);
  if (error.code !== "upstream.permission") {
    return finding("permission", whenRefused, `not known: ${error.message}`, { ...about, remedy });
  }
  const where = error.workspace === null ? "" : ` for workspace ${error.workspace}`;
  const missing = `permission ${error.permission ?? action}${where}`;
  return finding("permission", whenRefused, `refused (${missing})`, { ...about, remedy });
}

/** No call tells it; the instances that are listed do, where they have private ones. */
function visibility(connection: string, instances: Calls["instances"]): Finding {
  const about = { connection, action: listAll };
  switch (scopeOfInstances(instances)) {
    case "everything":
      return finding(
        "permission",
        "ok",
        "allowed: private instances of several owners are listed",
        about,
      );
    case "ownAndPublic":
      return finding(
        "permission",
        "warning",
        "refused, it seems: other people's private instances are not listed",
        {
          ...about,
          remedy: `Grant ${listAll}, or a role in the workspaces, to see what belongs to others.`,
        },
      );
    default:
      return finding(
        "permission",
        "skipped",
        "not tried: no call tells it, and the instances listed do not show it",
        about,
      );
  }
}
