import Color from "colorjs.io";

/** What WCAG 2.2 asks of text at level AA. Nothing in the app is large enough for the lower limit. */
export const enough = 4.5;

/**
 * The contrast of two opaque colours, 1 to 21, as WCAG 2 counts it.
 * @param text any CSS colour without `light-dark()` or variables, as a browser computes it
 * @param background as `text`
 */
export const contrastOf = (text: string, background: string): number =>
  shownAs(text).contrastWCAG21(shownAs(background));

/** The colour as a screen shows it: one it cannot show is clipped, as browsers do. */
const shownAs = (color: string) => new Color(color).to("srgb").toGamut({ method: "clip" });
