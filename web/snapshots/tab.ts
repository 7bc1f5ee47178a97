import type { Phase, Snapshot } from "../../server/contract";

/**
 * The phase that the browser's tab shows for a list: in flight while anything is, else the newest row's.
 * @param rows the rows in view, in any order
 * @param inFlight how many of the whole history are in flight
 */
export function tabPhase(rows: readonly Snapshot[], inFlight: number): Phase | undefined {
  if (inFlight > 0) return "inFlight";
  // Creation times are ISO 8601 in UTC, so the later one is the greater text.
  const age = ({ gmtCreateTime }: Snapshot) => gmtCreateTime ?? "";
  const newest = rows.reduce<Snapshot | undefined>(
    (best, row) => (best !== undefined && age(best) >= age(row) ? best : row),
    undefined,
  );
  return newest?.phase;
}
