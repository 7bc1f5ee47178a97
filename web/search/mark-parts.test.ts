import { describe, expect, it } from "vitest";
import { markParts } from "./mark-parts";

const shown = (text: string, wanted: string) =>
  markParts(text, wanted)
    .map((part) => (part.hit ? `[${part.text}]` : part.text))
    .join("");

describe("markParts", () => {
  it("marks every place, whatever the case, and leaves the text as it is", () => {
    expect(shown("Push timeout: TIMEOUT", "timeout")).toBe("Push [timeout]: [TIMEOUT]");
    expect(shown("训练镜像推送失败", "推送")).toBe("训练镜像[推送]失败");
    expect(shown("none of it", "timeout")).toBe("none of it");
    expect(shown("all of it", "")).toBe("all of it");
  });

  it("takes the text by its letters", () => {
    expect(shown("a.b (a+b) [ab]", "(a+b)")).toBe("a.b [(a+b)] [ab]");
    expect(shown("acb a.b", "a.b")).toBe("acb [a.b]");
    expect(shown("$& \\1", "\\1")).toBe("$& [\\1]");
  });
});
