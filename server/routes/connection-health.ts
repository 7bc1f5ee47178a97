import type { OpenConnection } from "../connections/open-connection";
import type { Problem } from "../contract";
import { problemOf } from "../problems/problem";

/** How long one reading of the connections is given again, so that probes cost the account little. */
const keptMs = 15_000;

/** Asks every connection for one instance. Gives by connection null, or why it could not be read; never rejects. */
export type ReadHealth = () => Promise<ReadonlyMap<string, Problem | null>>;

/** @param now milliseconds since the epoch */
export function createHealthReader(
  connections: readonly OpenConnection[],
  now: () => number,
): ReadHealth {
  let reading: { at: number; states: ReturnType<ReadHealth> } | null = null;
  return () => {
    if (reading === null || now() - reading.at >= keptMs) {
      reading = { at: now(), states: statesOf(connections) };
    }
    return reading.states;
  };
}

async function statesOf(connections: readonly OpenConnection[]) {
  const states = await Promise.all(
    connections.map(async ({ connection, client }) => {
      const state = await client
        .listInstances({ page: 1, size: 1, sort: "GmtCreateTime", order: "desc" })
        .then(() => null)
        .catch(problemOf);
      return [connection.id, state] as const;
    }),
  );
  return new Map(states);
}
