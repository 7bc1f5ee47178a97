import { differentWords, followsNoun, type Row } from "./template-split";
import { valueShape } from "./template-tokens";
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

function absorbInBucket(sets: readonly RowSet[]): RowSet[] {
  const joined = sets.filter(({ rows }) => rows.length > 1);
  const layouts = new Map<string, { places: number[]; targets: Map<string, RowSet> }>();
  const bySize = joined.toSorted((a, b) => b.rows.length - a.rows.length);
  for (const set of bySize) {
    const places = placesOf(set);
    const name = places.join();
    const layout = layouts.get(name) ?? { places, targets: new Map<string, RowSet>() };
    if (!layouts.has(name) && layouts.size >= mostLayouts) continue;
    layouts.set(name, layout);
    layout.targets.set(blanked(set, places), set);
  }
  const taken = new Map<RowSet, Row[]>();
  const left: RowSet[] = [];
  for (const set of sets) {
    const target = [...layouts.values()]
      .map(({ places, targets }) => targets.get(blanked(set, places)))
      .find(
        (found) =>
          found !== undefined &&
          found !== set &&
          found.rows.length >= set.rows.length &&
          mayTake(found, set),
      );
    if (!target) left.push(set);
    else {
      const rows = taken.get(target) ?? [];
      rows.push(...set.rows);
      taken.set(target, rows);
    }
  }
  return left.map((set) => {
    const more = taken.get(set);
    return more ? { rows: [...set.rows, ...more], shapes: set.shapes } : set;
  });
}

const placesOf = (set: RowSet) =>
  set.shapes.flatMap((shape, at) =>
    shape === valueShape && set.rows.some((row) => row.shapes[at] !== valueShape) ? [at] : [],
  );

function blanked(set: RowSet, places: readonly number[]): string {
  const shapes = [...set.shapes];
  for (const at of places) shapes[at] = valueShape;
  return JSON.stringify(shapes);
}

function mayTake(target: RowSet, set: RowSet): boolean {
  return placesOf(target).every((at) => {
    if (set.shapes[at] === valueShape) return true;
    const token = set.rows[0]?.tokens[at];
    if (!token || token.role === "mark") return false;
    const words = new Set(target.rows.map((row) => row.shapes[at])).size;
    const before = set.rows[0]?.tokens[at - 1]?.text ?? "";
    if (token.role === "fixed")
      return words >= manyWords && (takesAnyName(before) || !isNeverValue(token.text));
    return words >= (followsNoun(target.rows[0]?.tokens ?? [], at) ? 2 : differentWords);
  });
}
