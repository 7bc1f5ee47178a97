// @ts-check
/**
 * Runs in a measured page before its own scripts: keeps when it was painted, how much it moved, and how long each
 * interaction took until the next frame. Times are in milliseconds since the navigation began.
 */
(() => {
  /** @type {import("./measured-page").Seen} */
  const seen = { firstPaint: null, largestPaint: null, data: null, shift: 0, interactions: [] };
  Object.assign(window, { seen });

  /** @param {string} type @param {(entry: any) => void} take @param {object} [options] */
  const observe = (type, take, options) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry);
    }).observe({ type, buffered: true, ...options });

  observe("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") seen.firstPaint = startTime;
  });
  observe("largest-contentful-paint", ({ startTime }) => {
    seen.largestPaint = startTime;
  });
  observe("layout-shift", ({ value, hadRecentInput }) => {
    if (!hadRecentInput) seen.shift += value;
  });
  observe(
    "event",
    ({ interactionId, duration, name }) => {
      if (interactionId > 0) seen.interactions.push({ name, duration });
    },
    { durationThreshold: 16 },
  );

  new MutationObserver((_, watching) => {
    if (document.querySelector(window.dataSelector) === null) return;
    watching.disconnect();
    requestAnimationFrame(() => {
      seen.data = performance.now();
    });
  }).observe(document, { childList: true, subtree: true });
})();
