import { type Context, Hono } from "hono";
import type { OpenConnection } from "../connections/open-connection";
import { problemOf } from "../problems/problem";

/** How long one reading of the connections is given again, so that probes cost the account little. */
const keptMs = 15_000;

/**
 * `GET /healthz`: the process is up. `GET /readyz`: it can serve; 503 once it has been asked to stop. With
 * `?verbose` also, to operators, how each connection is: `ready`, or the code of its problem. One that fails does not
 * make the server unready: the others, and what the index knows, are served all the same.
 */
export function healthRoutes(
  connections: readonly OpenConnection[],
  now: () => number,
  isStopping: () => boolean,
  isOperator: (c: Context) => Promise<boolean>,
) {
  let reading: { at: number; states: Promise<Record<string, string>> } | null = null;
  const connectionStates = () => {
    if (reading === null || now() - reading.at >= keptMs) {
      reading = { at: now(), states: statesOf(connections) };
    }
    return reading.states;
  };
  return new Hono()
    .get("/healthz", (c) => c.json({ ok: true }))
    .get("/readyz", async (c) => {
      const ready = !isStopping();
      const verbose = c.req.query("verbose") !== undefined && (await isOperator(c));
      const body = verbose ? { ready, connections: await connectionStates() } : { ready };
      return c.json(body, ready ? 200 : 503);
    });
}

async function statesOf(connections: readonly OpenConnection[]): Promise<Record<string, string>> {
  const states = await Promise.all(
    connections.map(async ({ connection, client }) => {
      const state = await client
        .listInstances({ page: 1, size: 1, sort: "GmtCreateTime", order: "desc" })
        .then(() => "ready")
        .catch((error: unknown) => problemOf(error).code);
      return [connection.id, state] as const;
    }),
  );
  return Object.fromEntries(states);
}
