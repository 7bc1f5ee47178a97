import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain } from "./causes";
import { readCustomCauses } from "./custom-causes";
import { unsafeReason } from "./regex-safety";

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

  it("what it accepts matches a long hostile message in bounded time", () => {
    const piece = fc.constantFrom(
      "a",
      "b",
      "a*",
      "b+",
      ".*",
      "(?:ab)*",
      "(?:a|b)",
      "[ab]+",
      "a{2,}",
      "a?",
      "x",
    );
    const pattern = fc
      .array(piece, { minLength: 1, maxLength: 6 })
      .map((pieces) => pieces.join(""));
    const hostile = ["a".repeat(5000), "ab".repeat(2500), `${"a".repeat(3000)}b`];
    fc.assert(
      fc.property(pattern, (source) => {
        const { causes } = readCustomCauses({
          causes: [{ id: "x", pattern: source, title: "t", advice: "a" }],
        });
        fc.pre(causes.length === 1);
        const started = performance.now();
        for (const reasonMessage of hostile) explain({ reasonCode: null, reasonMessage }, causes);
        expect(performance.now() - started).toBeLessThan(2_000);
      }),
      { numRuns: 100 },
    );
  }, 120_000);
});
