import { type Finding, finding } from "./finding";

/** The service refuses a date that is off by more. */
const refusedMs = 15 * 60_000;

/**
 * How far this machine's clock is off.
 * @param offsetMs what to add to it to get the service's, in milliseconds; 0 for a difference that is noise
 * @param isRefused whether the service refused a call for its date
 */
export function checkClock(connection: string, offsetMs: number, isRefused: boolean): Finding {
  if (offsetMs === 0 && !isRefused) {
    return finding("clock", "ok", "agrees with the service's", { connection });
  }
  const seconds = Math.round(Math.abs(offsetMs) / 1000);
  const off =
    seconds === 0 ? "is off" : `is ${inWords(seconds)} ${offsetMs > 0 ? "behind" : "ahead"}`;
  const remedy = "Set the clock of this machine, by NTP for example.";
  return isRefused || Math.abs(offsetMs) > refusedMs
    ? finding(
        "clock",
        "failed",
        `this machine's clock ${off}: the service refuses dates that are off by 15 minutes`,
        { connection, remedy },
      )
    : finding("clock", "warning", `this machine's clock ${off}; Snapdeck allows for it`, {
        connection,
        remedy,
      });
}

function inWords(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
