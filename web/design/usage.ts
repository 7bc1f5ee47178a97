/** The app's own sources, to show what of the scales is in use. Never part of a build: only the design page reads them. */
const sources = Object.values(
  import.meta.glob<string>(["../**/*.tsx", "!../design/**", "!../pages/DesignPage.tsx"], {
    query: "?raw",
    import: "default",
    eager: true,
  }),
);

/**
 * How often each value of a kind of utility is used.
 * @param kinds the utilities' names, such as `["px", "py"]`
 * @param value what a value looks like, as a pattern
 */
function countUses(kinds: readonly string[], value: string): Map<string, number> {
  const pattern = new RegExp(`(?<![\\w-])-?(?:${kinds.join("|")})-(${value})(?![\\w.-])`, "g");
  const counts = new Map<string, number>();
  for (const source of sources) {
    for (const [, found = ""] of source.matchAll(pattern)) {
      counts.set(found, (counts.get(found) ?? 0) + 1);
    }
  }
  return counts;
}

const distances = ["", "x", "y", "s", "e", "t", "b"];

/** The spacing steps in use for padding, margins and gaps, smallest first, each with how often. */
export const spacingSteps = (): [step: number, uses: number][] =>
  [
    ...countUses(
      [...distances.flatMap((side) => [`p${side}`, `m${side}`]), "gap", "gap-x", "gap-y"],
      "\\d+(?:\\.\\d+)?",
    ),
  ]
    .map(([step, uses]): [number, number] => [Number(step), uses])
    .sort(([a], [b]) => a - b);

/** How often one value of a utility is used: `usesOf("rounded", "md")`. */
export const usesOf = (kind: string, value: string): number =>
  countUses([kind], value).get(value) ?? 0;
