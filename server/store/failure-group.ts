import type { FailureGroupDetails, FailureGroupQuery } from "../contract";
import { coverageRead } from "./coverage";
import { describeGroups, namesOf, patternsOf } from "./failure-group-details";
import { groupSnapshots } from "./failure-groups";
import { type FailureSource, resolveFilter } from "./failure-source";
import { triageOf } from "./group-triage";
import { groupedSnapshots } from "./grouped-snapshots";
import { knownGroups } from "./known-patterns";
import { valuesOf } from "./pattern-values";
import { changesOf } from "./triage-states";

/** A group's patterns are told at most, those with the most pushes. */
const patternsAtMost = 20;

/** One group of failed pushes by cause: its patterns, and what varies in them. */
export async function failureGroup(
  source: FailureSource,
  query: FailureGroupQuery,
): Promise<FailureGroupDetails & { readAt: string | null }> {
  const { index, connections } = source;
  const { filter } = await resolveFilter(source, { ...query, outcome: "failed" });
  const patterns = await knownGroups(source, []);
  const known = patterns.groupOf(query.group);
  const [rows, names, { coverage, readAt }] = await Promise.all([
    groupedSnapshots(index, filter, { fingerprints: known?.members ?? [query.group] }),
    namesOf(index, connections),
    coverageRead(index, connections, source.states, source.now),
  ]);
  const key = known?.key ?? query.group;
  const grouping = { keyOf: () => key, firstSeen: () => known?.firstSeen };
  const groups = await groupSnapshots(rows, grouping, "urgent", filter);
  const { states } = await triageOf(source, "all", patterns, groups);
  const about = { by: "cause" as const, filter, patterns, names, states };
  const [group = null] = await describeGroups(source, groups, about);
  const all = patternsOf(rows, patterns, filter.from);
  const asked = query.pattern === undefined ? null : patterns.patternOf(query.pattern)?.key;
  const shown = all
    .filter((pattern) => asked === null || pattern.key === asked)
    .slice(0, patternsAtMost);
  const wanted = shown.flatMap((pattern) => patterns.patternOf(pattern.key) ?? []);
  const { placesOf, counted } = await valuesOf(index, filter, patterns, wanted);
  return {
    group,
    patterns: shown.map((pattern) => ({ ...pattern, places: placesOf(pattern.key) })),
    patternCount: all.length,
    counted,
    changes:
      known === null || source.triage === undefined
        ? []
        : await changesOf(index, connections, known),
    coverage,
    readAt,
  };
}
