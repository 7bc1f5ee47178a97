import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeBlock, codeSpan, escapeMarkdown } from "./markdown";

const backticks = fc.string({ unit: fc.constantFrom("`", "a", " ", "\n"), maxLength: 60 });

/** The runs of backticks in a text. */
const runs = (text: string) => [...text.matchAll(/`+/g)].map(([run]) => run.length);

describe("code in Markdown", () => {
  it("takes half a million separate backticks", () => {
    const text = "` ".repeat(500_000);
    expect(codeBlock(text)).toBe(`\`\`\`text\n${text}\n\`\`\``);
    expect(codeSpan(text)).toBe(`\`\` ${text.trim()} \`\``);
  });

  it("opens and closes a span by a run that does not occur in it, for any text", () => {
    fc.assert(
      fc.property(backticks, (text) => {
        const span = codeSpan(text);
        if (text.trim() === "") {
          expect(span).toBe("—");
          return;
        }
        const fence = /^`+/.exec(span)?.[0].length;
        expect(runs(span).filter((run) => run === fence)).toHaveLength(2);
        expect(span).not.toContain("\n");
      }),
    );
  });

  it("opens and closes a block by a longer run than any in it, for any text", () => {
    fc.assert(
      fc.property(backticks, (text) => {
        const block = codeBlock(text);
        const fence = /^`+/.exec(block)?.[0] ?? "";
        expect(block).toBe(`${fence}text\n${text}\n${fence}`);
        expect(fence.length).toBeGreaterThan(Math.max(2, ...runs(text)));
      }),
    );
  });
});

describe("text in Markdown", () => {
  it.each([
    "oldest data: 2026-03-01T08:00:00Z; 2 of 3 instances read (1 failed)",
    "最旧数据：2026-03-01 08:00:00（UTC）；cn-hangzhou：[全部]",
    "grant cr_push-all [to the team] at 100% & ask {them}, 3 * 4 > 2, ~5 min, $3, #team",
    "Grant the right (`cr:PushRepository`, in RAM)",
  ])("reads as it was written: %s", (text) => {
    expect(escapeMarkdown(text, true)).toBe(text);
  });

  it.each([
    ["*bold* _it_ snake_case", "\\*bold\\* \\_it\\_ snake_case"],
    ["[x](javascript:y) [^1] ![z](q)", "[x\\](javascript:y) \\[^1] ![z\\](q)"],
    ["<img src=x> 1 < 2 &amp; &", "\\<img src=x> 1 < 2 \\&amp; &"],
    ["see #12, !34, ~~no~~ $x$", "see \\#12, \\!34, \\~\\~no\\~\\~ \\$x\\$"],
    ["\\`<b>` it", "\\\\`<b>` it"],
    ["a `b` and a ` alone", "a `b` and a ` alone"],
    ["\\* C:\\x", "\\\\\\* C:\\x"],
  ])("what would have an effect has none: %s", (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it.each(["# a", "> a", "- a", "+ a", "1. a", "2) a", "---", "***", "===", "* a"])(
    "at the beginning of a line: %s",
    (text) => {
      expect(escapeMarkdown(text, true)).toMatch(/^\d?\\/);
      expect(escapeMarkdown(text, true).replaceAll("\\", "")).toBe(text);
    },
  );
});
