import { Hono } from "hono";
import { compress } from "hono/compress";
import { type Access, loopbackAccess } from "../access/access";
import type { Audit } from "../access/audit";
import { rightsKey, type Viewer } from "../access/viewer";
import { loopbackRanges } from "../config/address-ranges";
import type { LinkPreviewMode } from "../config/config";
import type { OpenConnection } from "../connections/open-connection";
import { type TeamView, writeEndpoints } from "../contract";
import { onError, ProblemError } from "../problems/problem";
import { atRiskRoutes } from "../routes/at-risk";
import { createHealthReader } from "../routes/connection-health";
import { connectionRoutes } from "../routes/connections";
import { createRouteContext, type Triage } from "../routes/context";
import { exportRoutes } from "../routes/exports";
import { failureRoutes } from "../routes/failures";
import { healthRoutes } from "../routes/health";
import { historyRoutes } from "../routes/history";
import { imageRoutes } from "../routes/images";
import { incidentReportRoutes } from "../routes/incident-report";
import { instanceEventRoutes } from "../routes/instance-events";
import { instanceRoutes } from "../routes/instances";
import { lifecycleRoutes } from "../routes/lifecycle";
import { openApiDocument } from "../routes/openapi";
import { operationsRoutes } from "../routes/operations";
import { createResponses, type ResponseSource } from "../routes/responses";
import { searchRoutes } from "../routes/search";
import { secretsRemoved } from "../routes/secrets-removed";
import { snapshotRoutes } from "../routes/snapshots";
import { syncRoutes } from "../routes/sync";
import { timelineRoutes } from "../routes/timeline";
import { viewRoutes } from "../routes/views";
import { admission, audited, isOperator } from "./admission";
import { authRoutes } from "./auth-routes";
import { rememberClient, trustedRanges } from "./client-address";
import { type ClientRate, limitRate } from "./client-rate";
import { entityTags, leanUnchanged } from "./entity-tags";
import { readFirstViews } from "./first-view";
import {
  boundedAddress,
  boundedBody,
  hostGuard,
  notStored,
  pageHeaders,
  readsAndWrites,
  sameOriginOnly,
  servedHosts,
} from "./guards";
import { placeOf } from "./link-preview";
import { type AnsweredRequest, requestTrace } from "./request-trace";
import { pageRoutes } from "./static-pages";

export interface AppSettings {
  connections: readonly OpenConnection[];
  /** Host names served besides loopback names and IP addresses. */
  allowedHosts?: readonly string[];
  /** Addresses and CIDRs of the proxies whose `X-Forwarded-*` are believed; by default those on this machine. */
  trustedProxies?: readonly string[];
  /** What one client may ask of the API; any number when absent. */
  clientRate?: ClientRate;
  /** Whether this server speaks HTTPS itself. */
  terminatesTls?: boolean;
  /** The folder of the built SPA; none serves the API alone. */
  webRoot?: string;
  /** The snapshot index; without it the failures' addresses answer `index.unavailable`. */
  triage?: Triage | null;
  /** The same, where it may come later. */
  triageOf?: () => Triage | null;
  /** Whether groups of failures are acknowledged, muted and resolved here; yes by default. */
  groupTriage?: boolean;
  /** Named views that everybody is offered. */
  views?: readonly TeamView[];
  /** The same, where they may be read anew. */
  viewsNow?: () => readonly TeamView[];
  /** What a pasted link's preview may tell; by default what its address says. */
  linkPreview?: LinkPreviewMode;
  /** The path everything is served under, such as `/snapdeck`; empty for the root. */
  basePath?: string;
  /** Who may come in, and as whom; by default this machine alone. */
  access?: Access;
  /** Where it is written down who signed in, who was refused, and what was taken away. */
  audit?: Audit;
  /** Told of every request when it is answered. */
  onRequest?: (request: AnsweredRequest) => void;
  /** Told of every answer that may be given again, where it came from. */
  onResponse?: (source: ResponseSource) => void;
  /** Whether the server has been asked to stop: it is not ready then. */
  isStopping?: () => boolean;
  /** Served under the base path, for Prometheus; none unless given. */
  metrics?: Hono;
  /** Of the package, for operators. */
  version?: string;
  /** A database that is too busy to take in what was just read live costs an answer no more than this. */
  backfillWaitMs?: number;
  /** Milliseconds since the epoch; tests set it. */
  now?: () => number;
}

/** The addresses that write, whatever connection they name. */
const isWrite = (path: string) =>
  writeEndpoints.some((endpoint) =>
    path.endsWith(endpoint.path.slice(endpoint.path.lastIndexOf("}") + 1)),
  );

/** A view of a connection that does not exist for somebody names it all the same. */
function maySeePlace(viewer: Viewer, path: string): boolean {
  const connection = placeOf(new URL(path, "http://snapdeck.invalid").pathname)?.connection ?? null;
  return connection === null || viewer.scopeOf(connection) !== null;
}

/** The whole server as one fetch handler: guards in order, health, the API, and the pages. */
export function createApp({
  connections,
  allowedHosts = [],
  trustedProxies = loopbackRanges,
  clientRate,
  terminatesTls = false,
  webRoot,
  triage = null,
  triageOf = () => triage,
  groupTriage = true,
  views = [],
  viewsNow = () => views,
  linkPreview = "address",
  basePath = "",
  access = loopbackAccess(),
  audit = () => {},
  onRequest = () => {},
  onResponse = () => {},
  isStopping = () => false,
  version = "0.0.0",
  metrics,
  backfillWaitMs = 1_000,
  now = Date.now,
}: AppSettings) {
  const readHealth = createHealthReader(connections, now);
  const startedAt = now();
  const signOut = access.oidc === null ? access.proxySignOut : `${basePath}/auth/sign-out`;
  const context = createRouteContext(connections, triageOf, {
    now,
    basePath,
    backfillWaitMs,
    groupTriage,
    responses: createResponses(onResponse),
  });
  const ids = connections.map(({ connection }) => connection.id);

  const limits = clientRate === undefined ? [] : [limitRate(clientRate)];
  const api = new Hono()
    .use(notStored, ...limits, readsAndWrites(isWrite), ...boundedBody, sameOriginOnly)
    .use(admission(access, audit, now))
    .use(entityTags((viewer) => rightsKey(viewer, ids)))
    .use("/:connection/exports/*", audited("export", audit, now))
    .use("/:connection/failures/incident-report", audited("report", audit, now))
    .use(
      "/:connection/instances/:instance/snapshots/:snapshot/incident-report",
      audited("report", audit, now),
    )
    .on("POST", "/:connection/failures/triage", audited("triage", audit, now))
    .get("/openapi.json", (c) => c.json(openApiDocument(basePath)))
    .route("/", connectionRoutes(context, access.mode, signOut))
    .route("/", viewRoutes(viewsNow, maySeePlace))
    .route("/", incidentReportRoutes(context))
    .route("/", exportRoutes(context))
    // Of those before, none has a text of the service's, or it takes the secrets out itself.
    .use(secretsRemoved)
    .route("/", searchRoutes(context))
    .route("/", instanceRoutes(context))
    .route("/", instanceEventRoutes(context))
    .route("/", lifecycleRoutes(context))
    .route("/", snapshotRoutes(context))
    .route("/", historyRoutes(context))
    .route("/", timelineRoutes(context))
    .route("/", imageRoutes(context))
    .route("/", failureRoutes(context))
    .route("/", atRiskRoutes(context))
    .route("/", syncRoutes(context))
    .route(
      "/",
      operationsRoutes({ connections, triageNow: triageOf, readHealth, version, startedAt, now }),
    )
    .all("*", () => {
      throw new ProblemError("route.unknown", "The API has no such address.");
    });

  const serves = servedHosts(allowedHosts);
  const firstViews = webRoot === undefined ? null : readFirstViews(webRoot);
  const headers = pageHeaders(terminatesTls, firstViews?.hashes ?? null);
  const client = rememberClient(trustedRanges(trustedProxies), serves);
  const health = healthRoutes(readHealth, isStopping, (c) => isOperator(c, access));
  const app = new Hono()
    .onError(onError)
    .use(`${basePath}/api/*`, leanUnchanged)
    .use(client, requestTrace(basePath, onRequest), headers, hostGuard(serves))
    .use(boundedAddress, compress({ encoding: "gzip" }))
    .route("/", health)
    .route(`${basePath}/api`, api);
  if (metrics !== undefined) app.route(basePath === "" ? "/" : basePath, metrics);
  if (basePath !== "") {
    // Probes ask at the root, past the proxy; the page asks under the base, through it.
    app.route(basePath, health);
    app.get(basePath, (c) => c.redirect(`${basePath}/${new URL(c.req.url).search}`, 308));
  }
  if (access.oidc !== null) {
    app.use(`${basePath}/auth/*`, ...limits);
    app.route(`${basePath}/auth`, authRoutes({ access, basePath, audit, now }));
  }
  if (webRoot === undefined) return app;
  const namesAllowed = linkPreview === "names" ? context : null;
  return app.route("/", pageRoutes(webRoot, firstViews, namesAllowed, basePath, access));
}
