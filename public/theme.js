// Runs before the first paint. The build puts it into the page itself (scripts/first-views.mjs), which the policy
// allows by its hash; as a file it is for a page without a first view, as Vite's own server gives it.
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
