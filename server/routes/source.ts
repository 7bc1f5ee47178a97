import { allConnections } from "../contract";
import { ProblemError } from "../problems/problem";
import type { FailureSource } from "../store/failures";
import { connectionOf, type RouteContext } from "./context";

/** Says of a database that does not answer what it is; the log has the rest. @throws {ProblemError} */
export async function readIndex<Answer>(read: () => Promise<Answer>): Promise<Answer> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    const text = error instanceof Error ? error.message : String(error);
    process.stderr.write(`snapdeck: the index could not be read: ${text}\n`);
    throw new ProblemError("index.unavailable", "The index's database did not answer.");
  }
}

/**
 * What an answer of the index is drawn from: of one connection or, for `all`, of every one.
 * @throws {ProblemError} `index.unavailable`, `connection.unknown`
 */
export function sourceOf(context: RouteContext, connection: string): FailureSource {
  const { triage, connections: open, now } = context;
  if (!triage) {
    throw new ProblemError("index.unavailable", "This server runs without the snapshot index.");
  }
  const connections =
    connection === allConnections
      ? [...open.keys()]
      : [connectionOf(context, connection).connection.id];
  const states = triage.sync.states().map((state) => ({
    ...state,
    workspace: open.get(state.connection)?.connection.workspace ?? "ALL",
  }));
  const { index, catalogue } = triage;
  // Of services whose clocks differ, the one furthest ahead: no failure may be too new for every list.
  const offsets = connections.map((id) => open.get(id)?.client.clockOffsetMs() ?? 0);
  const at = now();
  const serviceNow = at + Math.max(...offsets);
  return { index, connections, states, catalogue, now: at, serviceNow };
}

/**
 * The same for what belongs to one connection, where `all` is no name.
 * @throws {ProblemError} `index.unavailable`, `connection.unknown`
 */
export const sourceOfOne = (context: RouteContext, connection: string): FailureSource =>
  sourceOf(context, connectionOf(context, connection).connection.id);
