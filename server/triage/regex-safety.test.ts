import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain } from "./causes";
import { readCustomCauses } from "./custom-causes";
import { longestMatched, unsafeReason } from "./regex-safety";

describe("patterns that could hang the server", () => {
  it.each([
    "(a+)+$",
    "(a*)*",
    "(a|a)*b",
    "(?:a|ab)+c",
    "((a{1,9})x)+",
    "(?<n>a+)+",
    "(a?){40}",
    "x(?=a+)b",
    "(?<!a)b",
    String.raw`(a)\1`,
    String.raw`(?<n>a)\k<n>`,
    "a.*b.*c",
    ".*denied.*",
    "x{0,200}y{0,200}",
    "(?:a{500}){500}",
    "a".repeat(301),
    "(a[)]+)+",
    String.raw`(\)+)+`,
  ])("refuses %s", (pattern) => {
    expect(unsafeReason(pattern)).toEqual(expect.any(String));
  });

  it.each([
    "denied",
    "team-a.*quota",
    String.raw`status\D{0,12}403`,
    "(?:too large|too big)",
    String.raw`^\s*denied`,
    "[(+*]+y",
    "x|a*y|b*z",
    ".*denied",
    String.raw`\(a\)+\)`,
    "仓库.{0,20}不存在",
    "(?:ab)+c",
    "colou?r",
  ])("accepts %s", (pattern) => {
    expect(unsafeReason(pattern)).toBeNull();
  });

  it("tries what it accepts in few ways from any position of a text", () => {
    const pattern = fc.array(fc.constantFrom(...Object.keys(pieces)), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(pattern, fc.constantFrom("a", "ab", "aab"), (names, unit) => {
        fc.pre(unsafeReason(names.join("")) === null);
        // Linear in the text: the most that 100,000 accepted patterns of six pieces took is 35 steps a character.
        const steps = waysToTry(names, unit.repeat(longestMatched / unit.length));
        expect(steps).toBeLessThan(36 * longestMatched);
      }),
    );
  });

  it("are matched against the head of a message alone", () => {
    const { causes } = readCustomCauses({
      causes: [{ id: "x", pattern: "b", title: "t", advice: "a" }],
    });
    const found = (reasonMessage: string) => explain({ reasonCode: null, reasonMessage }, causes);
    expect(found(`${"a".repeat(longestMatched - 1)}b`)?.id).toBe("x");
    expect(found(`${"a".repeat(longestMatched)}b`)).toBeNull();
  });
});

/** Pieces of patterns: what one round of each may take, and how many rounds there may be. */
const pieces: Record<string, { round: readonly string[]; least: number; most: number }> = {
  a: { round: ["a"], least: 1, most: 1 },
  x: { round: ["x"], least: 1, most: 1 },
  "a*": { round: ["a"], least: 0, most: Number.POSITIVE_INFINITY },
  "b+": { round: ["b"], least: 1, most: Number.POSITIVE_INFINITY },
  "a{2,}": { round: ["a"], least: 2, most: Number.POSITIVE_INFINITY },
  ".*": { round: ["a", "b"], least: 0, most: Number.POSITIVE_INFINITY },
  "[ab]+": { round: ["a", "b"], least: 1, most: Number.POSITIVE_INFINITY },
  "(?:ab)*": { round: ["ab"], least: 0, most: Number.POSITIVE_INFINITY },
  "(?:a|b)": { round: ["a", "b"], least: 1, most: 1 },
  "a?": { round: ["a"], least: 0, most: 1 },
  "a{1,50}": { round: ["a"], least: 1, most: 50 },
};

/** The steps of an engine that backtracks, from the text's first character, if no way leads to a match. */
function waysToTry(names: readonly string[], text: string): number {
  let steps = 0;
  const open = [{ piece: 0, rounds: 0, at: 0 }];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    steps += 1;
    const { piece, rounds, at } = here;
    const { round, least, most } = pieces[names[piece] ?? ""] ?? { round: [], least: 1, most: 1 };
    if (rounds >= least) open.push({ piece: piece + 1, rounds: 0, at });
    if (rounds === most) continue;
    for (const taken of round) {
      if (text.startsWith(taken, at))
        open.push({ piece, rounds: rounds + 1, at: at + taken.length });
    }
  }
  return steps;
}
