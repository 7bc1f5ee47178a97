/** Only this many characters of a code or message are matched against a catalogue. */
export const longestMatched = 4096;

/** Longer patterns are refused: what a person cannot review at a glance does not belong in a catalogue. */
const longestPattern = 300;

/** In how many ways a match may be tried from one position: one unbounded repeat and a little more, or two of a hundred. */
const budget = 20_000;

/**
 * Why a pattern may take too long on some message, or null when it is safe. JavaScript's engine
 * backtracks, so the check is by shape, and refuses more than it must: a repeated group that repeats or
 * chooses inside (`(a+)+`, `(a|a)*`), look-around, back-references, and repeats whose upper bounds
 * multiply to more than 20,000 in one alternative, `*` and `+` counting as the longest text there is.
 */
export function unsafeReason(pattern: string): string | null {
  if (pattern.length > longestPattern) return `at most ${longestPattern} characters`;
  const shape = shapeOf(pattern);
  if (/\\k<|\\[1-9]/.test(pattern.replaceAll("\\\\", ""))) return "back-references are not allowed";
  if (/\(\?<?[=!]/.test(shape)) return "look-ahead and look-behind are not allowed";
  const groups = groupsOf(shape);
  if (groups.some(({ repeated, inside }) => repeated && /[*+?|{]/.test(inside))) {
    return "a repeated group must not contain a repeat or a choice, such as (a+)+ or (a|b)*";
  }
  if (Math.max(...alternatives(shape).map(maxRepeats)) > budget) {
    return "too many repeats: use one * or + at most, and short bounds such as .{0,80} elsewhere";
  }
  return null;
}

/** The pattern with each class and each escape as one plain symbol, and group prefixes dropped except for look-around. */
function shapeOf(pattern: string): string {
  return pattern
    .replace(/\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\./gsu, "x")
    .replace(/\[[^\]]*\]/g, "x")
    .replace(/\(\?(?::|<\w+>)/g, "(");
}

function groupsOf(shape: string): { inside: string; repeated: boolean }[] {
  const starts: number[] = [];
  const groups: { inside: string; repeated: boolean }[] = [];
  for (const [at, symbol] of [...shape].entries()) {
    if (symbol === "(") starts.push(at);
    if (symbol !== ")") continue;
    const inside = [...shape].slice((starts.pop() ?? 0) + 1, at).join("");
    const behind = [...shape].slice(at + 1).join("");
    groups.push({ inside, repeated: /^(?:[*+]|\{\d+,?\d*\})/.test(behind) });
  }
  return groups;
}

/** The alternatives on the top level: only one of them is matched at a time. */
function alternatives(shape: string): string[] {
  const found = [""];
  let depth = 0;
  for (const symbol of shape) {
    if (symbol === "(") depth += 1;
    if (symbol === ")") depth -= 1;
    if (symbol === "|" && depth === 0) found.push("");
    else found.push(`${found.pop()}${symbol}`);
  }
  return found;
}

/** The product of the upper bounds of all repeats. */
function maxRepeats(shape: string): number {
  let product = 1;
  for (const [repeat, least, , most] of shape.matchAll(/[*+]|\?|\{(\d+)(,(\d*))?\}/g)) {
    if (repeat === "?") product *= 2;
    else if (least === undefined || most === "") product *= longestMatched;
    else product *= Math.max(1, Number(most ?? least));
  }
  return product;
}
