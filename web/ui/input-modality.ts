/**
 * Notes on the page's root whether it is being used by keyboard: theme.css draws a ring around what
 * a program gave the focus to only then. Called once, when the app starts.
 */
export function watchInputModality(root: HTMLElement = document.documentElement): void {
  addEventListener(
    "keydown",
    ({ metaKey, ctrlKey, altKey }) => {
      if (!metaKey && !ctrlKey && !altKey) root.dataset.keyboard = "";
    },
    true,
  );
  addEventListener("pointerdown", () => delete root.dataset.keyboard, true);
}
