/** How well a grouping fits labels; every figure is a share from 0 to 1. */
export interface GroupingFigures {
  /** Messages whose group holds exactly the messages of their label (the measure that loghub uses). */
  accuracy: number;
  /** Of all pairs of messages that were put together, those with the same label; 1 where there is none. */
  precision: number;
  /** Of all pairs of messages with the same label, those that were put together; 1 where there is none. */
  recall: number;
}

/** Compares the group of each message with its label. Both lists have one entry a message. */
export function groupingFigures(
  labels: readonly string[],
  groups: readonly string[],
): GroupingFigures {
  const ofLabel = counts(labels);
  const ofGroup = counts(groups);
  const both = counts(labels.map((label, at) => JSON.stringify([label, groups[at]])));
  let right = 0;
  let rightPairs = 0;
  for (const [key, count] of both) {
    const [label, group]: [string, string] = JSON.parse(key);
    if (count === ofLabel.get(label) && count === ofGroup.get(group)) right += count;
    rightPairs += pairs(count);
  }
  const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);
  return {
    accuracy: share(right, labels.length),
    precision: share(rightPairs, allPairs(ofGroup)),
    recall: share(rightPairs, allPairs(ofLabel)),
  };
}

function counts(names: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const name of names) found.set(name, (found.get(name) ?? 0) + 1);
  return found;
}

const pairs = (count: number) => (count * (count - 1)) / 2;
const allPairs = (groups: Map<string, number>) =>
  [...groups.values()].reduce((sum, count) => sum + pairs(count), 0);
