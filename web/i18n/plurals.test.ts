import { expect, it } from "vitest";
import { en } from "./en";

const nouns =
  "calls|changes|failures|groups|images|instances|messages|pages|patterns|pushes|rows|saves|snapshots|stops|times|updates|values|workspaces";
/** A number in front of what it counts, such as `{{total}} instances` or `{{count}} failed pushes`. */
const counted = new RegExp(`\\{\\{\\w+\\}\\} (?:\\w+ )?(?:${nouns})\\b`, "g");

/** Their numbers are never 1: too small a sample is another sentence, and a trend has two ends. */
const neverOne = ["failures.stuckBasis.history", "images.trend"];

function textsOf(catalogue: object, path = ""): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === "string") return [[path + key, value]];
    return typeof value === "object" && value !== null ? textsOf(value, `${path}${key}.`) : [];
  });
}

it("has a singular for every number that stands before what it counts, and one such number a text", () => {
  const faults = textsOf(en).filter(([key, text]) => {
    const found = text.match(counted)?.length ?? 0;
    return found > 1 || (found === 1 && !key.endsWith("_other") && !neverOne.includes(key));
  });
  expect(faults).toEqual([]);
});
