import { createSetting } from "../state/create-setting";
import { nextPaint } from "./next-paint";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The same key as in public/theme.js, which puts the kept theme in force before the first paint. */
const theme = createSetting("theme", themes);

function putInForce() {
  const chosen = theme.get();
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

// Every element gets its colours anew, which takes longer than a click should.
theme.subscribe(() => void nextPaint().then(putInForce));

/** `set` puts a theme in force and keeps it. */
export const { use: useTheme, set: setTheme } = theme;
