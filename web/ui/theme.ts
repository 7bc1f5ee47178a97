import { createSetting } from "../state/create-setting";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The same key as in public/theme.js, which puts the kept theme in force before the first paint. */
const theme = createSetting("theme", themes);

function putInForce() {
  const chosen = theme.get();
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

// Every element gets its colours anew, which takes longer than a click should: what was clicked is drawn first.
theme.subscribe(() => void requestAnimationFrame(() => setTimeout(putInForce)));

/** `set` puts a theme in force and keeps it. */
export const { use: useTheme, set: setTheme } = theme;
