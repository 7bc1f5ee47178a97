import { describe, expect, it } from "vitest";
import { en } from "../i18n/en";
import { styleOf } from "./status-styles";

const tones = (words: string[]) => words.map((word) => styleOf(word).tone);

describe("the style of a status", () => {
  it("is known for every status in docs/dsw-api.md", () => {
    const words = Object.keys(en.statuses).filter((word) => word !== "none");
    expect(words.filter((word) => styleOf(word).word !== word)).toEqual([]);
  });

  it("tells failure from success from what is under way", () => {
    expect(tones(["Failed", "SaveFailed"])).toEqual(["danger", "danger"]);
    expect(tones(["Success", "Succeeded", "Available", "Saved", "Running"])).toEqual(
      Array(5).fill("success"),
    );
    expect(tones(["Creating", "Committing", "Saving", "Pushing", "Deleting"])).toEqual(
      Array(5).fill("info"),
    );
  });

  it("does not depend on case", () => {
    expect(styleOf("PUSHING")).toBe(styleOf("Pushing"));
  });

  it("stays neutral, and keeps the raw word, where nobody knows it", () => {
    expect(styleOf("Hibernating")).toMatchObject({ tone: "neutral", word: null });
    expect(styleOf("constructor", "inFlight")).toMatchObject({ tone: "neutral", word: null });
    expect(styleOf(null)).toMatchObject({ tone: "neutral", word: "none" });
  });

  it("believes the phase of an unknown word", () => {
    expect(styleOf("Rejected", "failed").tone).toBe("danger");
    expect(styleOf("Mirrored", "succeeded").tone).toBe("success");
    expect(styleOf("PushError").tone).toBe("danger");
  });
});
