import type { VisibilityScope } from "../contract";
import type { Action, PermissionResponses } from "../dsw/index";

/** The RAM action behind a call, in the order that the line names them (docs/dsw-api.md, "Permissions"). */
export const floor: readonly Permission[] = [
  ["ListInstances", "paidsw:ListInstances"],
  ["GetInstance", "paidsw:GetInstance"],
  ["ListInstanceSnapshot", "paidsw:ListInstanceSnapshot"],
  ["GetInstanceSnapshot", "paidsw:GetInstanceSnapshot"],
];
export const optional: readonly Permission[] = [
  ["GetInstanceEvents", "paidsw:GetInstanceEvents"],
  ["GetLifecycle", "paidsw:GetLifecycle"],
  ["GetImage", "PaiImage:GetImage"],
];
/** Not a call of its own: with it, `ListInstances` lists other people's private instances too. */
export const listAll = "paidsw:ListAllInstances";
type Permission = readonly [call: Action, action: string];

/**
 * What is known of a connection's permissions from what it has read so far, as one line for an operator. A
 * refusal of one instance or workspace does not count where another was let in.
 */
export function permissionLine(
  connection: string,
  answers: PermissionResponses,
  scope: VisibilityScope,
): string {
  const there: string[] = [];
  const missing: string[] = [];
  const unused: string[] = [];
  for (const [call, action] of [...floor, ...optional]) {
    const answer = answers[call];
    const list = answer === undefined ? unused : answer === "granted" ? there : missing;
    list.push(action);
  }
  if (scope === "everything") there.push(listAll);
  else if (scope === "ownAndPublic") missing.push(listAll);
  else unused.push(listAll);
  const parts = [
    there.length > 0 && `there: ${there.join(", ")}`,
    missing.length > 0 &&
      `missing: ${missing.join(", ")} (grant the RAM action, or a role in the workspace)`,
    unused.length > 0 && `not known yet: ${unused.join(", ")}`,
  ];
  return `permissions of ${connection} after its first reads, ${parts.filter(Boolean).join("; ")}`;
}
