import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrastOf, enough } from "../design/contrast";
import { inTheme, pairs, roles, themes, tokensOf } from "../design/tokens";

const tokens = tokensOf(readFileSync(new URL("./theme.css", import.meta.url), "utf8"));

describe("contrast", () => {
  it("is counted as WCAG counts it", () => {
    expect(contrastOf("white", "black")).toBe(21);
    expect(contrastOf("#767676", "white")).toBeCloseTo(4.54, 2);
  });

  it.each(themes)("of every text on every background reaches AA in the %s theme", (theme) => {
    const color = (name: string) => inTheme(tokens.get(name) ?? "", theme);
    const weak = pairs
      .map(({ text, background }) => ({
        pair: `${text} on ${background}`,
        contrast: contrastOf(color(text), color(background)),
      }))
      .filter(({ contrast }) => contrast < enough);
    expect(weak).toEqual([]);
  });
});

describe("what is highlighted or open", () => {
  it.each(themes)("differs from the background around it in the %s theme", (theme) => {
    const color = (name: string) => inTheme(tokens.get(name) ?? "", theme);
    for (const background of ["surface", "raised"]) {
      expect(contrastOf(color("chosen"), color(background))).toBeGreaterThan(1.05);
    }
  });
});

describe("the tokens", () => {
  it("have a colour for each theme, and a role for each colour", () => {
    const colors = [...tokens].filter(([, value]) => /oklch|light-dark/.test(value));
    expect(colors.map(([name]) => name).sort()).toEqual(Object.values(roles).flat().sort());
    expect(colors.filter(([, value]) => inTheme(value, "dark") === value)).toEqual([]);
  });

  it("are all to be had as utilities", () => {
    const used = Object.values(roles)
      .flat()
      .filter((name) => name !== "shadow-text");
    expect(used.filter((name) => tokens.get(`color-${name}`) !== `var(--${name})`)).toEqual([]);
  });
});
