import { type FailureGroupDetails, type FailureGroupQuery, failureListQuery } from "../contract";
import { type FailureSource, failureList } from "./failures";

export async function failureGroup(
  source: FailureSource,
  query: FailureGroupQuery,
): Promise<FailureGroupDetails> {
  const { pattern: _pattern, ...filter } = query;
  const list = await failureList(source, { ...failureListQuery.parse({}), ...filter });
  return {
    group: list.opened,
    patterns: [],
    patternCount: 0,
    counted: 0,
    changes: [],
    coverage: list.coverage,
    readAt: list.readAt,
  };
}
