import { type Context, Hono } from "hono";
import type { ReadHealth } from "./connection-health";

/**
 * `GET /healthz`: the process is up. `GET /readyz`: it can serve; 503 once it has been asked to stop. With
 * `?verbose` also, to operators, how each connection is: `ready`, or the code of its problem. One that fails does not
 * make the server unready: the others, and what the index knows, are served all the same.
 */
export const healthRoutes = (
  readHealth: ReadHealth,
  isStopping: () => boolean,
  isOperator: (c: Context) => Promise<boolean>,
) =>
  new Hono()
    .get("/healthz", (c) => c.json({ ok: true }))
    .get("/readyz", async (c) => {
      const ready = !isStopping();
      const verbose = c.req.query("verbose") !== undefined && (await isOperator(c));
      const body = verbose ? { ready, connections: await codesOf(readHealth) } : { ready };
      return c.json(body, ready ? 200 : 503);
    });

async function codesOf(readHealth: ReadHealth): Promise<Record<string, string>> {
  const states = [...(await readHealth())];
  return Object.fromEntries(states.map(([id, problem]) => [id, problem?.code ?? "ready"]));
}
