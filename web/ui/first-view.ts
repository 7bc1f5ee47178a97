/**
 * Whether the page still shows what the build made of it, to be seen before there is any script: a picture that the
 * app takes the place of.
 */
export const isFirstViewShown = (): boolean =>
  typeof document === "undefined" || document.querySelector("#root > [data-first-view]") !== null;
