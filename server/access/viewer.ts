import type { Instance } from "../contract";

/** One way to be let see instances: in certain workspaces, of a certain owner, or both. */
export interface InstanceRule {
  /** Ids; null for every workspace. */
  workspaces: readonly string[] | null;
  /** The id that the service knows the owner by (`UserId`); null for every owner. */
  owner: string | null;
}

/** What of a connection may be seen: all of it, or the instances that at least one rule lets through. */
export type ConnectionScope = "whole" | readonly InstanceRule[];

/** Who asks, and what may be shown. All that is read for somebody is read through one of these. */
export interface Viewer {
  /** What a person or a script is called in the log and in notes; null where nobody signs in. */
  name: string | null;
  /** Who it is for certain: a subject, an address, a token's name; null where nobody signs in. */
  id: string | null;
  /** The id that the service knows them by as an owner (`UserId`); null where that is not known. */
  owner: string | null;
  /** Whether the operators' page and numbers may be seen. */
  operator: boolean;
  /** Whether nothing may be changed: what groups of failures are, which is all that can be. */
  readOnly: boolean;
  /** Null for a connection that does not exist for this viewer. */
  scopeOf(connection: string): ConnectionScope | null;
}

/** Sees everything: whoever is let in without signing in, and whoever no rule restricts. */
export const everyone: Viewer = {
  name: null,
  id: null,
  owner: null,
  operator: true,
  readOnly: false,
  scopeOf: () => "whole",
};

/** Sees nothing: a stranger. */
export const nobody: Viewer = {
  name: null,
  id: null,
  owner: null,
  operator: false,
  readOnly: true,
  scopeOf: () => null,
};

/** Whether a scope lets an instance through. */
export const letsThrough = (
  scope: ConnectionScope,
  { workspaceId, userId }: Pick<Instance, "workspaceId" | "userId">,
): boolean =>
  scope === "whole" ||
  scope.some(
    ({ workspaces, owner }) =>
      (workspaces === null || (workspaceId !== null && workspaces.includes(workspaceId))) &&
      (owner === null || owner === userId),
  );

/** A text that is the same for viewers who may see and do the same on connections. */
export const rightsKey = (viewer: Viewer, connections: readonly string[]): string => {
  const { owner, operator, readOnly } = viewer;
  const scopes = connections.map((id) => [id, viewer.scopeOf(id)]);
  return JSON.stringify([owner, operator, readOnly, scopes]);
};

/** A text that is the same for scopes which let the same through, for what is kept of an answer. */
export const scopeKey = (scope: ConnectionScope | null): string => JSON.stringify(scope);
