import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { OpenConnection } from "../connections/open-connection";
import type { Attempt } from "../dsw";
import { type IndexSeriesSources, indexSeries } from "./index-series";

/** What is measured of a request. */
interface MeasuredRequest {
  method: string;
  /** The pattern of its address; never the address itself. */
  route: string;
  status: number;
  ms: number;
}

/** What the server measures of itself, in a registry of its own. */
export interface Metrics {
  onRequest(request: MeasuredRequest): void;
  onAttempt(connection: string, attempt: Attempt): void;
  /** @param source whether an answer was computed, shared with others who waited, or kept from before */
  onResponse(source: "computed" | "shared" | "kept"): void;
  /** Adds what is known of the connections and, where there is one, of the index. */
  watch(
    connections: readonly OpenConnection[],
    index: Omit<IndexSeriesSources, "connections"> | null,
  ): void;
  /** All series as Prometheus reads them (text format 0.0.4). */
  exposition(): Promise<string>;
  contentType: string;
}

const requestSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

/** Metrics with nothing measured yet. Every value of a label is one of a bounded set: no ids of instances, no people. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: "snapdeck_" });
  // Gauges that are named like counters; what they add up stands beside them by type.
  for (const what of ["handles", "requests", "resources"]) {
    registry.removeSingleMetric(`snapdeck_nodejs_active_${what}_total`);
  }
  const requests = new Histogram({
    name: "snapdeck_http_request_duration_seconds",
    help: "Requests by the pattern of their address, until their answer began to be sent.",
    labelNames: ["method", "route", "status"],
    buckets: requestSeconds,
    registers,
  });
  const responses = new Counter({
    name: "snapdeck_responses_total",
    help: "Responses that may be given again, by whether they were computed, shared with others who waited, or kept.",
    labelNames: ["source"],
    registers,
  });
  const calls = new Counter({
    name: "snapdeck_upstream_calls_total",
    help: "Requests sent to the service, by what became of them.",
    labelNames: ["connection", "action", "outcome"],
    registers,
  });
  const callSeconds = new Histogram({
    name: "snapdeck_upstream_call_duration_seconds",
    help: "How long requests to the service took, without the wait for the token bucket.",
    labelNames: ["connection", "action"],
    buckets: requestSeconds,
    registers,
  });
  const retries = new Counter({
    name: "snapdeck_upstream_retries_total",
    help: "Requests to the service that were sent again after a failure.",
    labelNames: ["connection", "action"],
    registers,
  });
  const tokens = new Gauge({
    name: "snapdeck_upstream_bucket_tokens",
    help: "Calls that the token bucket would let go at once.",
    labelNames: ["connection", "api"],
    registers,
  });
  const size = new Gauge({
    name: "snapdeck_upstream_bucket_size",
    help: "Calls that the token bucket lets go at once after a rest.",
    labelNames: ["connection", "api"],
    registers,
  });
  let watched: readonly OpenConnection[] = [];
  let refreshIndex = async () => {};

  function showBuckets() {
    for (const { connection, client, images } of watched) {
      for (const [api, { bucket }] of [
        ["dsw", client.stats()],
        ["aiworkspace", images.stats()],
      ] as const) {
        tokens.set({ connection: connection.id, api }, bucket.tokens);
        size.set({ connection: connection.id, api }, bucket.size);
      }
    }
  }

  return {
    onRequest({ method, route, status, ms }) {
      requests.observe({ method, route, status }, ms / 1000);
    },
    onResponse: (source) => responses.inc({ source }),
    onAttempt(connection, { action, outcome, ms, retry }) {
      calls.inc({ connection, action, outcome: outcome.replace(/^upstream\./, "") });
      callSeconds.observe({ connection, action }, ms / 1000);
      if (retry) retries.inc({ connection, action });
    },
    watch(connections, index) {
      watched = connections;
      const ids = connections.map(({ connection }) => connection.id);
      if (index !== null) refreshIndex = indexSeries(registry, { connections: ids, ...index });
    },
    async exposition() {
      showBuckets();
      await refreshIndex();
      return await registry.metrics();
    },
    contentType: registry.contentType,
  };
}
