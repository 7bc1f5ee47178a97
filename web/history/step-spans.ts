import type { StatusStep } from "../../server/contract";
import { parseTime } from "../i18n/format";

/**
 * Each step with when it began and how long it lasted, both in milliseconds; a settled last step
 * lasts for ever, which is null.
 * @param until when a last step in flight is counted to, in milliseconds since the epoch
 */
export function stepSpans(steps: readonly StatusStep[], until: number) {
  return steps.map((step, index) => {
    const at = parseTime(step.at);
    const next = steps[index + 1];
    const end = next ? parseTime(next.at) : step.phase === "inFlight" ? until : null;
    return { step, at, ms: at === null || end === null ? null : Math.max(0, end - at) };
  });
}
