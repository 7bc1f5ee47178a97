import { describe, expect, it } from "vitest";
import { parseRecent, withRecent } from "./recent";

const named = (id: string) => ({ id, name: `name of ${id}` });

describe("recent instances", () => {
  it("puts the newest first, once", () => {
    expect(withRecent([named("a"), named("b")], named("b"))).toEqual([named("b"), named("a")]);
  });

  it("keeps six", () => {
    const seven = ["a", "b", "c", "d", "e", "f", "g"].map(named);
    expect(
      withRecent(seven.slice(1), named("a"))
        .map(({ id }) => id)
        .join(""),
    ).toBe("abcdef");
    expect(parseRecent(JSON.stringify(seven))).toHaveLength(6);
  });

  it.each([null, "", "{", "null", "7", '{"id":"a"}', '[1,null,{"id":1,"name":null}]'])(
    "reads %j as none",
    (text) => {
      expect(parseRecent(text)).toEqual([]);
    },
  );
});
