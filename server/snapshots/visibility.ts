import type { Instance, VisibilityScope } from "../contract";

/** Owners in a list of instances, and those of private ones among them. */
export interface OwnerCounts {
  owners: number;
  privateOwners: number;
}

/** What a list tells of what the credential that read it is shown: no call asks the service for that. */
export function scopeOf({ owners, privateOwners }: OwnerCounts): VisibilityScope {
  if (privateOwners > 1) return "everything";
  return privateOwners === 1 && owners > 1 ? "ownAndPublic" : "unknown";
}

/** The same of instances at hand. */
export function scopeOfInstances(
  instances: readonly Pick<Instance, "userId" | "accessibility">[],
): VisibilityScope {
  const owners = new Set<string>();
  const privateOwners = new Set<string>();
  for (const { userId, accessibility } of instances) {
    if (userId === null) continue;
    owners.add(userId);
    if (accessibility === privateAccess) privateOwners.add(userId);
  }
  return scopeOf({ owners: owners.size, privateOwners: privateOwners.size });
}

const texts: Record<VisibilityScope, string> = {
  everything: "private instances of every owner are listed",
  ownAndPublic: "own and public instances only: other people's private ones are not listed",
  limited: "only what access rules show to whoever asked",
  refused: "the service refuses the list",
  unknown: "whether other people's private instances are listed is not known",
};

/** The same in words, for a file or a ticket. */
export const visibilityText = (scope: VisibilityScope): string => texts[scope];

/** The service's word for an instance that its owner alone may see. */
export const privateAccess = "PRIVATE";
