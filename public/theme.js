// Runs before the first paint. A file of its own because the CSP allows no inline script.
// Without a kept choice the page follows the system through `color-scheme: light dark`.
try {
  const { dataset } = document.documentElement;
  const kept = localStorage.getItem("snapdeck.theme");
  if (kept === "light" || kept === "dark") dataset.theme = kept;
  // How high the rows are that are seen before the app is there (web/first-view).
  if (localStorage.getItem("snapdeck.density") === "compact") dataset.firstRows = "compact";
} catch {
  // Storage may be blocked: the system's theme it is.
}
