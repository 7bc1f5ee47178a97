/** The tokens as theme.css has them, and what each colour is for: read by the design page and by the contrast test. */

export const themes = ["light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** What the colour tokens are for. A test sees to it that none is left out. */
export const roles = {
  surfaces: ["background", "surface", "raised", "inset", "hover", "chosen"],
  texts: ["text", "muted", "subtle", "accent", "success", "danger", "info", "warn"],
  tints: ["danger-tint", "info-tint", "warn-tint"],
  lines: ["line", "line-strong", "danger-line", "warn-line"],
  shadows: ["shadow-text", "shade"],
} as const;

/** A text and a background that it is read on somewhere in the app. */
export interface Pair {
  text: string;
  background: string;
}

/** Every pair that has to be readable: all texts on all surfaces, and on a tint its word and plain text. */
export const pairs: readonly Pair[] = [
  ...roles.surfaces.flatMap((background) => roles.texts.map((text) => ({ text, background }))),
  ...roles.tints.flatMap((background) =>
    [background.replace("-tint", ""), "text", "muted"].map((text) => ({ text, background })),
  ),
];

/** The custom properties a style sheet declares for the screen, by name without dashes; the first of a name counts. */
export function tokensOf(css: string): Map<string, string> {
  const tokens = new Map<string, string>();
  for (const [, name = "", value = ""] of css
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .matchAll(/--([\w-]+):\s*([^;]+);/g)) {
    if (!tokens.has(name)) tokens.set(name, value.replaceAll(/\s+/g, " ").trim());
  }
  return tokens;
}

/** A value as it holds in one theme: its side of `light-dark()`, or itself. */
export function inTheme(value: string, theme: Theme): string {
  const [, light, dark] = /^light-dark\((\w+\([^()]*\)), (\w+\([^()]*\))\)$/.exec(value) ?? [];
  return (theme === "light" ? light : dark) ?? value;
}
