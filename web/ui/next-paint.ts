/**
 * Resolves once the browser has drawn what is there now. What takes longer than a click should waits for it, so that the
 * click is answered first.
 */
export const nextPaint = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
  });
