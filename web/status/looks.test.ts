import { describe, expect, it } from "vitest";
import { en } from "../i18n/en";
import { lookOf } from "./looks";

const tones = (words: string[]) => words.map((word) => lookOf(word).tone);

describe("the look of a status", () => {
  it("is known for every word of the facts sheet", () => {
    const words = Object.keys(en.statuses).filter((word) => word !== "none");
    expect(words.filter((word) => lookOf(word).word !== word)).toEqual([]);
  });

  it("tells failure from success from what is under way", () => {
    expect(tones(["Failed", "SaveFailed"])).toEqual(["bad", "bad"]);
    expect(tones(["Success", "Succeeded", "Available", "Saved", "Running"])).toEqual(
      Array(5).fill("good"),
    );
    expect(tones(["Creating", "Committing", "Saving", "Pushing", "Deleting"])).toEqual(
      Array(5).fill("moving"),
    );
  });

  it("does not depend on case", () => {
    expect(lookOf("PUSHING")).toBe(lookOf("Pushing"));
  });

  it("stays neutral, and keeps the raw word, where nobody knows it", () => {
    expect(lookOf("Hibernating")).toMatchObject({ tone: "neutral", word: null });
    expect(lookOf("constructor", "inFlight")).toMatchObject({ tone: "neutral", word: null });
    expect(lookOf(null)).toMatchObject({ tone: "neutral", word: "none" });
  });

  it("believes the phase of an unknown word", () => {
    expect(lookOf("Rejected", "failed").tone).toBe("bad");
    expect(lookOf("Mirrored", "succeeded").tone).toBe("good");
    expect(lookOf("PushError").tone).toBe("bad");
  });
});
