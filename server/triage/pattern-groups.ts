import type { Cause } from "./causes";
import { groupBy } from "./group-by";
import type { Pattern, Template } from "./templates";

/** A distinct masked message with what its oldest push tells. Times are milliseconds since the epoch. */
export interface KnownPattern extends Pattern {
  cause: Cause | null;
  firstSeen: number;
}

/** Fingerprints that one template stands for, as far as they have the same cause. */
export interface TemplatePattern {
  /** The fingerprint of the member that was seen first: it stays while others join. */
  key: string;
  template: Template;
  members: readonly string[];
  code: string | null;
  firstSeen: number;
}

/** Patterns with the same cause; one without a cause stands for itself. */
export interface PatternGroup {
  /** The fingerprint of the member that was seen first. */
  key: string;
  cause: Cause | null;
  patterns: readonly TemplatePattern[];
  members: readonly string[];
  firstSeen: number;
}

/** Where each fingerprint stands; null for one that is not known. */
export interface PatternGroups {
  groupOf(fingerprint: string): PatternGroup | null;
  patternOf(fingerprint: string): TemplatePattern | null;
}

/** The patterns by template, and these by cause. The answer depends on the set alone, never on its order. */
export function patternGroups(
  patterns: Iterable<KnownPattern>,
  templates: ReadonlyMap<string, Template>,
): PatternGroups {
  const inOrder = [...patterns].sort(
    (a, b) => a.firstSeen - b.firstSeen || (a.key < b.key ? -1 : 1),
  );
  const byTemplate = groupBy(inOrder, ({ key, cause }) =>
    JSON.stringify([templates.get(key)?.key ?? key, cause?.id ?? null]),
  );
  const templatePatterns = [...byTemplate.values()].flatMap((members) => {
    const [oldest] = members;
    const template = oldest && templates.get(oldest.key);
    if (oldest === undefined || template === undefined) return [];
    const { key, code, firstSeen, cause } = oldest;
    const pattern = { key, template, members: members.map((one) => one.key), code, firstSeen };
    return [{ cause, pattern }];
  });
  const byCause = groupBy(templatePatterns, ({ cause, pattern }) =>
    cause === null ? `pattern ${pattern.key}` : `cause ${cause.id}`,
  );
  const groupOf = new Map<string, PatternGroup>();
  const patternOf = new Map<string, TemplatePattern>();
  for (const ofCause of byCause.values()) {
    const [oldest] = ofCause;
    if (oldest === undefined) continue;
    const group = {
      key: oldest.pattern.key,
      cause: oldest.cause,
      patterns: ofCause.map(({ pattern }) => pattern),
      members: ofCause.flatMap(({ pattern }) => pattern.members),
      firstSeen: oldest.pattern.firstSeen,
    };
    for (const pattern of group.patterns) {
      for (const member of pattern.members) {
        groupOf.set(member, group);
        patternOf.set(member, pattern);
      }
    }
  }
  return {
    groupOf: (fingerprint) => groupOf.get(fingerprint) ?? null,
    patternOf: (fingerprint) => patternOf.get(fingerprint) ?? null,
  };
}
