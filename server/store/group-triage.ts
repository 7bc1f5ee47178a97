import type { FailureList, TriageFilter, TriageState } from "../contract";
import type { PatternGroups } from "../triage/pattern-groups";
import { isPutAway } from "../triage/triage-state";
import type { Group } from "./failure-groups";
import type { FailureSource } from "./failure-source";
import { byGroup, newestChanges, stateOf } from "./triage-states";

/** What was made of groups: of each that something holds of, which ones a query shows, and how many of each kind. */
export async function triageOf(
  source: FailureSource,
  triage: TriageFilter,
  patterns: PatternGroups | null,
  groups: readonly Group[],
): Promise<{
  states: ReadonlyMap<string, TriageState>;
  shown: readonly Group[];
  told: FailureList["triage"];
}> {
  const states = new Map<string, TriageState>();
  if (source.triage === undefined || patterns === null) {
    return { states, shown: groups, told: null };
  }
  const changes = byGroup(await newestChanges(source.index, source.connections), patterns);
  if (changes.size > 0) {
    await Promise.all(
      groups.map(async ({ key, rows }) => {
        const group = patterns.groupOf(key);
        if (group === null) return;
        const connections = [...new Set(rows.map(({ connection }) => connection))];
        const state = await stateOf(source, group, connections, changes);
        if (state !== null) states.set(key, state);
      }),
    );
  }
  const statusOf = ({ key }: Group) => {
    const state = states.get(key);
    return state === undefined || state.back !== null ? "open" : state.status;
  };
  const counts = { open: 0, acknowledged: 0, muted: 0, resolved: 0 };
  for (const group of groups) counts[statusOf(group)]++;
  const isShown = (group: Group) =>
    triage === "all" ||
    (triage === "active" ? !isPutAway(states.get(group.key) ?? null) : statusOf(group) === triage);
  return {
    states,
    shown: groups.filter(isShown),
    told: { counts, mayChange: source.triage.mayChange },
  };
}
