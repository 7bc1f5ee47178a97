import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeBlock, codeSpan } from "./markdown";

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
