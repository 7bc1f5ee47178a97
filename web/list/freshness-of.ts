const currentForMs = 2 * 60_000;

/** How a list is called by its age: current, older than it should be, or paused by its reader. */
export function freshnessOf(ageMs: number, paused: boolean): "upToDate" | "updated" | "paused" {
  if (paused) return "paused";
  return ageMs < currentForMs ? "upToDate" : "updated";
}
