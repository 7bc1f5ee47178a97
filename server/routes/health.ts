import { Hono } from "hono";
import type { ReadHealth } from "./connection-health";

/**
 * `GET /healthz`: the process is up. `GET /readyz`: it can serve; 503 once it has been asked to stop. With
 * `?verbose` also how each connection is: `ready`, or the code of its problem. One that fails does not make the
 * server unready: the others, and what the index knows, are served all the same.
 * @param tellsAll whether anybody who asks is told of the connections; where people sign in, their names are not
 *   everybody's business, nor may a stranger have the service asked
 */
export const healthRoutes = (
  readHealth: ReadHealth,
  isStopping: () => boolean,
  tellsAll: boolean,
) =>
  new Hono()
    .get("/healthz", (c) => c.json({ ok: true }))
    .get("/readyz", async (c) => {
      const ready = !isStopping();
      const verbose = tellsAll && c.req.query("verbose") !== undefined;
      const body = verbose ? { ready, connections: await codesOf(readHealth) } : { ready };
      return c.json(body, ready ? 200 : 503);
    });

async function codesOf(readHealth: ReadHealth): Promise<Record<string, string>> {
  const states = [...(await readHealth())];
  return Object.fromEntries(states.map(([id, problem]) => [id, problem?.code ?? "ready"]));
}
