import { Hono } from "hono";
import type { OpenConnection } from "../connections/open-connection";
import { problemOf } from "../problems/problem";
import type { RouteContext } from "./context";

interface Readiness {
  ready: boolean;
  connections: Record<string, "ready" | string>;
}

/** How long one answer about readiness is given again, so that probes cost the account little. */
const keptMs = 15_000;

/**
 * `GET /healthz`: the process is up. `GET /readyz`: every connection's credential resolves and its
 * upstream answers; 503 with the problem codes of those that do not.
 */
export function healthRoutes({ connections, now }: RouteContext) {
  let reading: { at: number; result: Promise<Readiness> } | null = null;
  const readiness = () => {
    if (reading === null || now() - reading.at >= keptMs) {
      reading = { at: now(), result: readReadiness([...connections.values()]) };
    }
    return reading.result;
  };
  return new Hono()
    .get("/healthz", (c) => c.json({ ok: true }))
    .get("/readyz", async (c) => {
      const result = await readiness();
      return c.json(result, result.ready ? 200 : 503);
    });
}

async function readReadiness(connections: readonly OpenConnection[]): Promise<Readiness> {
  const states = await Promise.all(
    connections.map(async ({ connection, client }) => {
      const state = await client
        .listInstances({ page: 1, size: 1, sort: "GmtCreateTime", order: "desc" })
        .then(() => "ready")
        .catch((error: unknown) => problemOf(error).code);
      return [connection.id, state] as const;
    }),
  );
  return {
    ready: states.every(([, state]) => state === "ready"),
    connections: Object.fromEntries(states),
  };
}
