// Runs before the first paint. A file of its own because the CSP allows no inline script.
// Without a kept choice the page follows the system through `color-scheme: light dark`.
try {
  const kept = localStorage.getItem("snapdeck.theme");
  if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
} catch {
  // Storage may be blocked: the system's theme it is.
}
