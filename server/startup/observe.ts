import { Hono } from "hono";
import { isLoopback } from "../config/access";
import type { Config, MetricsConfig } from "../config/config";
import { hostGuard, servedHosts } from "../http/guards";
import type { AnsweredRequest } from "../http/request-trace";
import { log } from "../log/log";
import { createMetrics, type Metrics } from "../metrics/metrics";
import { metricsRoutes } from "../metrics/metrics-routes";
import { onError } from "../problems/problem";
import type { OnAttempt } from "./connections";

/** How an operator sees what the server does: log lines of requests and calls, and metrics. */
export interface Observation {
  onRequest(request: AnsweredRequest): void;
  onAttempt: OnAttempt;
  onResponse: Metrics["onResponse"];
  watch: Metrics["watch"];
  /** To be served on the server's own port, or on a port of their own; none where they are off. */
  routes: Hono | null;
}

/** Observes a server as its configuration says. */
export function observation({ metrics: settings, allowedHosts }: Config): Observation {
  const metrics = settings === null ? null : createMetrics();
  return {
    onRequest(request) {
      logRequest(request);
      metrics?.onRequest(request);
    },
    onAttempt(connection, attempt) {
      log.debug("upstream call", { connection, ...attempt, ms: Math.round(attempt.ms) });
      metrics?.onAttempt(connection, attempt);
    },
    onResponse: (source) => metrics?.onResponse(source),
    watch: (connections, index) => metrics?.watch(connections, index),
    routes: metrics && settings && routesOf(metrics, settings, allowedHosts),
  };
}

/** On a port of their own the metrics have guards of their own too; there a name that leads to loopback is no other's. */
function routesOf(
  metrics: Metrics,
  settings: MetricsConfig,
  allowedHosts: readonly string[],
): Hono {
  const routes = metricsRoutes(metrics, settings);
  if (settings.own === null) return routes;
  const app = new Hono().onError(onError);
  if (isLoopback(settings.own.host)) app.use(hostGuard(servedHosts(allowedHosts)));
  return app.route("/", routes);
}

/** The address itself is left out: its query may hold what people searched for. */
function logRequest({ ms, problem, ...request }: AnsweredRequest) {
  const level = request.status >= 500 ? "error" : "debug";
  log[level]("request", {
    ...request,
    ms: Math.round(ms),
    ...(problem === null ? {} : { code: problem.code, upstreamRequestId: problem.requestId }),
  });
}
