import { differentWords, followsNoun, namedWords, type Row } from "./template-split";
import { valueShape } from "./template-token";
import { isNeverValue, takesAnyName } from "./template-words";

/** Rows that one template fits. */
export interface RowSet {
  rows: readonly Row[];
  /** The shapes that all rows share, and `valueShape` where they vary. */
  shapes: readonly string[];
}

/** So many different words at a place let it take words that are otherwise no values. */
const manyWords = 8;
/** So many combinations of places are tried for messages of one length, those of the largest sets. */
const mostLayouts = 20;

export function setOf(rows: readonly Row[]): RowSet {
  const shapes = rows[0]?.shapes ?? [];
  return {
    rows,
    shapes: shapes.map((shape, at) =>
      rows.every((row) => row.shapes[at] === shape) ? shape : valueShape,
    ),
  };
}

/**
 * Puts sets into others that they differ from only where values vary: "invalid user test" into "invalid
 * user <*>", though `test` is a common word, once enough other words stood at that place.
 */
export function absorb(sets: readonly RowSet[]): RowSet[] {
  const byLength = new Map<string, RowSet[]>();
  for (const set of sets) {
    const first = set.rows[0];
    const bucket = JSON.stringify([first?.code, set.shapes.length]);
    const found = byLength.get(bucket);
    if (found) found.push(set);
    else byLength.set(bucket, [set]);
  }
  return [...byLength.values()].flatMap(absorbInBucket);
}

/** A set that may take others, with how many different words stand at each of its places. */
interface Target {
  set: RowSet;
  words: ReadonlyMap<number, number>;
}

/** The targets whose places are the same, by what stands around these places. */
interface Layout {
  places: readonly number[];
  targets: Map<string, Target>;
}

function absorbInBucket(sets: readonly RowSet[]): RowSet[] {
  // The smallest first, then those with fewer places, and only ever into a later one: what was taken in
  // goes on with its taker.
  const places = new Map(sets.map((set) => [set, placesOf(set).length]));
  const ordered = sets.toSorted(
    (a, b) => a.rows.length - b.rows.length || (places.get(a) ?? 0) - (places.get(b) ?? 0),
  );
  const rank = new Map(ordered.map((set, index) => [set, index]));
  const layouts = layoutsOf(ordered);
  const rowsOf = new Map(ordered.map((set) => [set, [...set.rows]]));
  for (const [index, set] of ordered.entries()) {
    const target = layouts
      .map(({ places, targets }) => targets.get(blanked(set, places)))
      .find(
        (found) => found !== undefined && (rank.get(found.set) ?? 0) > index && mayTake(found, set),
      );
    if (!target) continue;
    rowsOf.get(target.set)?.push(...(rowsOf.get(set) ?? []));
    rowsOf.delete(set);
  }
  return [...rowsOf].map(([{ shapes }, rows]) => ({ rows, shapes }));
}

function layoutsOf(ordered: readonly RowSet[]): Layout[] {
  const layouts = new Map<string, Layout>();
  for (const set of ordered.toReversed()) {
    if (set.rows.length === 1) break;
    const places = placesOf(set);
    const name = places.join();
    const layout = layouts.get(name) ?? { places, targets: new Map<string, Target>() };
    if (!layouts.has(name) && layouts.size >= mostLayouts) continue;
    layouts.set(name, layout);
    const around = blanked(set, places);
    if (layout.targets.has(around)) continue;
    const words = new Map(
      places.map((at) => [at, new Set(set.rows.map((row) => row.shapes[at])).size]),
    );
    layout.targets.set(around, { set, words });
  }
  return [...layouts.values()];
}

/** Where words, and perhaps values, vary. */
const placesOf = (set: RowSet) =>
  set.shapes.flatMap((shape, at) =>
    shape === valueShape && set.rows.some((row) => row.shapes[at] !== valueShape) ? [at] : [],
  );

function blanked(set: RowSet, places: readonly number[]): string {
  const shapes = [...set.shapes];
  for (const at of places) shapes[at] = valueShape;
  return JSON.stringify(shapes);
}

/** Whether each word of the set that stands at a place of the target may be a value there. */
function mayTake({ words }: Target, set: RowSet): boolean {
  return [...words].every(([at, seen]) => {
    if (set.shapes[at] === valueShape) return true;
    const tokens = set.rows[0]?.tokens ?? [];
    const token = tokens[at];
    if (!token || token.role === "mark") return false;
    if (token.role === "fixed") {
      const anyName = takesAnyName(tokens[at - 1]?.text ?? "");
      return seen >= manyWords && (anyName || !isNeverValue(token.text));
    }
    return seen >= (followsNoun(tokens, at) ? namedWords : differentWords);
  });
}
