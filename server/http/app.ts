import { Hono } from "hono";
import { compress } from "hono/compress";
import type { AccessMode } from "../config/access";
import { loopbackRanges } from "../config/address-ranges";
import type { LinkPreviewMode } from "../config/config";
import type { OpenConnection } from "../connections/open-connection";
import type { TeamView } from "../contract";
import { onError, ProblemError } from "../problems/problem";
import { atRiskRoutes } from "../routes/at-risk";
import { connectionRoutes } from "../routes/connections";
import type { Triage } from "../routes/context";
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
import { searchRoutes } from "../routes/search";
import { snapshotRoutes } from "../routes/snapshots";
import { timelineRoutes } from "../routes/timeline";
import { viewRoutes } from "../routes/views";
import { rememberClient, trustedRanges } from "./client-address";
import { type ClientRate, limitRate } from "./client-rate";
import {
  boundedAddress,
  boundedBody,
  hostGuard,
  notStored,
  pageHeaders,
  readOnly,
  sameOriginOnly,
  servedHosts,
} from "./guards";
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
  /** Named views that everybody is offered. */
  views?: readonly TeamView[];
  /** What a pasted link's preview may tell; by default what its address says. */
  linkPreview?: LinkPreviewMode;
  /** The path everything is served under, such as `/snapdeck`; empty for the root. */
  basePath?: string;
  /** Who may come in, for the pages to say; by default this machine alone. */
  access?: AccessMode;
  /** Whether the server has been asked to stop: it is not ready then. */
  isStopping?: () => boolean;
  /** Milliseconds since the epoch; tests set it. */
  now?: () => number;
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
  views = [],
  linkPreview = "address",
  basePath = "",
  access = "loopback",
  isStopping = () => false,
  now = Date.now,
}: AppSettings) {
  const context = {
    connections: new Map(connections.map((open) => [open.connection.id, open])),
    now,
    get triage() {
      return triageOf();
    },
    basePath,
  };

  const limits = clientRate === undefined ? [] : [limitRate(clientRate)];
  const api = new Hono()
    .use(notStored, ...limits, readOnly, ...boundedBody, sameOriginOnly)
    .get("/openapi.json", (c) => c.json(openApiDocument(basePath)))
    .route("/", connectionRoutes(context, access))
    .route("/", viewRoutes(views))
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
    .route("/", incidentReportRoutes(context))
    .route("/", exportRoutes(context))
    .all("*", () => {
      throw new ProblemError("route.unknown", "The API has no such address.");
    });

  const serves = servedHosts(allowedHosts);
  const client = rememberClient(trustedRanges(trustedProxies), serves);
  const health = healthRoutes(context, isStopping);
  const app = new Hono()
    .onError(onError)
    .use(client, pageHeaders(terminatesTls), hostGuard(serves), boundedAddress, compress())
    .route("/", health)
    .route(`${basePath}/api`, api);
  if (basePath !== "") {
    // Probes ask at the root, past the proxy; the page asks under the base, through it.
    app.route(basePath, health);
    app.get(basePath, (c) => c.redirect(`${basePath}/${new URL(c.req.url).search}`, 308));
  }
  if (webRoot === undefined) return app;
  const namesAllowed = linkPreview === "names" ? context.connections : new Map();
  return app.route("/", pageRoutes(webRoot, namesAllowed, basePath));
}
