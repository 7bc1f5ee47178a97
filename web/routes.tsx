import type { QueryClient } from "@tanstack/react-query";
import { Outlet } from "react-router";
import { atRiskQuery } from "./api/at-risk";
import { connectionsQuery } from "./api/connections";
import { failureListQuery } from "./api/failures";
import { instanceListQuery, instanceQuery } from "./api/instances";
import { operationsQuery } from "./api/operations";
import { newestSnapshotsQuery, snapshotChunkQuery, snapshotQuery } from "./api/snapshots";
import { timelineQuery } from "./api/timeline";
import { lastVisit } from "./failures/last-visit";
import { timeZone, zoneName } from "./i18n/time-zone";
import type { Asked, PageRoute } from "./navigation";
import { Component as ConnectionPage } from "./pages/ConnectionPage";
import { Component as NothingPage } from "./pages/NothingPage";
import { PageBoundary } from "./pages/PageBoundary";
import { Shell } from "./pages/Shell";
import { atRiskParams } from "./paths/at-risk";
import { compareParams } from "./paths/compare";
import { type FailureState, failureParams } from "./paths/failures";
import { instanceParams } from "./paths/instances";
import { allConnections, paths, patterns } from "./paths/paths";
import { snapshotParams } from "./paths/snapshots";

/**
 * The app's map. Pages come lazily, but for the frame of most and what it shows alone; what they read is here so that the data is asked for while the
 * page's code is still on its way.
 */
export const createRoutes = (client: QueryClient): PageRoute[] => [
  // A constant when it is built, so that neither the route nor the page comes along.
  ...(import.meta.env.DEV
    ? [
        {
          path: "/design",
          element: (
            <PageBoundary>
              <Outlet />
            </PageBoundary>
          ),
          children: [{ index: true as const, ...late(() => import("./pages/DesignPage")) }],
        },
      ]
    : []),
  {
    path: "/",
    element: (
      <PageBoundary>
        <Shell />
      </PageBoundary>
    ),
    children: [
      {
        index: true,
        // Waits: the connections are the server's own configuration.
        redirect: async () => {
          const { items } = await client.ensureQueryData(connectionsQuery());
          return items[0] ? paths.instances(items[0].id) : null;
        },
        load: async () => ({ Component: NothingPage }),
      },
      {
        path: patterns.failures,
        read({ search }) {
          const state = failureParams.parse(search);
          return Promise.all([
            client.prefetchQuery(connectionsQuery()),
            client.prefetchQuery(readOfFailures(allConnections, state)),
          ]);
        },
        ...late(() => import("./pages/FailuresPage")),
      },
      {
        path: patterns.operations,
        read: () => client.prefetchQuery(operationsQuery()),
        ...late(() => import("./pages/OperationsPage")),
      },
      {
        path: patterns.connection,
        read: () => client.prefetchQuery(connectionsQuery()),
        Component: ConnectionPage,
        children: [
          {
            index: true,
            redirect: async ({ params }) => paths.instances(params.connection ?? ""),
          },
          {
            path: patterns.instances,
            read(asked) {
              const state = instanceParams.parse(asked.search);
              return client.prefetchQuery(instanceListQuery(ids(asked).connection, state));
            },
            ...late(() => import("./pages/InstancesPage")),
          },
          {
            path: patterns.failures,
            read(asked) {
              const state = failureParams.parse(asked.search);
              return client.prefetchQuery(readOfFailures(ids(asked).connection, state));
            },
            ...late(() => import("./pages/FailuresPage")),
          },
          {
            path: patterns.atRisk,
            read(asked) {
              const state = atRiskParams.parse(asked.search);
              return client.prefetchQuery(atRiskQuery(ids(asked).connection, state));
            },
            ...late(() => import("./pages/AtRiskPage")),
          },
          {
            path: patterns.formerAtRisk,
            redirect: async (asked) => paths.atRisk(ids(asked).connection, `?${asked.search}`),
          },
          {
            path: patterns.instance,
            read(asked) {
              const { connection, instanceId } = ids(asked);
              const state = snapshotParams.parse(asked.search);
              return Promise.all([
                client.prefetchQuery(instanceQuery(connection, instanceId)),
                client.prefetchQuery(snapshotChunkQuery(connection, instanceId, state)),
                // Its chart comes after the list, with code of its own.
                client.prefetchQuery(timelineQuery(connection, instanceId)),
              ]);
            },
            ...late(() => import("./pages/InstancePage")),
            children: [
              {
                path: patterns.snapshot,
                read(asked) {
                  const { connection, instanceId, snapshotId } = ids(asked);
                  return client.prefetchQuery(
                    snapshotQuery(client, connection, instanceId, snapshotId),
                  );
                },
                ...late(() => import("./pages/SnapshotPage")),
              },
            ],
          },
          {
            path: patterns.compare,
            read(asked) {
              const { connection, instanceId } = ids(asked);
              const { a, b } = compareParams.parse(asked.search);
              const sides = [a, b].filter((id) => id !== "");
              return Promise.all([
                ...sides.map((id) =>
                  client.prefetchQuery(snapshotQuery(client, connection, instanceId, id)),
                ),
                client.prefetchQuery(instanceQuery(connection, instanceId)),
                client.prefetchQuery(newestSnapshotsQuery(connection, instanceId)),
              ]);
            },
            ...late(() => import("./pages/ComparePage")),
          },
          { path: "*", ...late(() => import("./pages/NotFoundPage")) },
        ],
      },
    ],
  },
];

const readOfFailures = (connection: string, state: FailureState) =>
  failureListQuery(connection, state, lastVisit(connection), zoneName(timeZone()));

const ids = ({ params }: Asked) => ({
  connection: params.connection ?? "",
  instanceId: params.instanceId ?? "",
  snapshotId: params.snapshotId ?? "",
});

/** A page that comes with its own code; nothing stands in its place until then. */
const late = (load: NonNullable<PageRoute["load"]>) => ({ load, element: null });
