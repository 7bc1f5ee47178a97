import type { Instance, TextLanguage, VisibilityScope } from "../contract";

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

const texts: Record<TextLanguage, Record<VisibilityScope, string>> = {
  en: {
    everything: "all instances, including other people's private ones",
    ownAndPublic: "own and public instances only; other people's private ones are not listed",
    limited: "only what access rules allow",
    refused: "access to the instance list was denied",
    unknown: "can't tell whether other people's private instances are listed",
  },
  "zh-CN": {
    everything: "全部实例，包括他人的私有实例",
    ownAndPublic: "仅自己的和公开的实例，未列出他人的私有实例",
    limited: "仅访问规则允许查看的内容",
    refused: "没有权限查看实例列表",
    unknown: "暂无法判断是否列出他人的私有实例",
  },
};

/** The same in words, for a file or a ticket. */
export const visibilityText = (scope: VisibilityScope, language: TextLanguage): string =>
  texts[language][scope];

/** The service's word for an instance that its owner alone may see. */
export const privateAccess = "PRIVATE";
