import type { QueryClient } from "@tanstack/react-query";
import { type LoaderFunctionArgs, type RouteObject, redirect, replace } from "react-router";
import { atRiskQuery } from "./api/at-risk";
import { connectionsQuery } from "./api/connections";
import { failureListQuery } from "./api/failures";
import { instanceListQuery, instanceQuery } from "./api/instances";
import { operationsQuery } from "./api/operations";
import { newestSnapshotsQuery, snapshotChunkQuery, snapshotQuery } from "./api/snapshots";
import { timeZone, zoneName } from "./i18n/time-zone";
import { BrokenPage } from "./pages/BrokenPage";
import { Shell } from "./pages/Shell";
import { atRiskParams } from "./paths/at-risk";
import { compareParams } from "./paths/compare";
import { failureParams } from "./paths/failures";
import { instanceParams } from "./paths/instances";
import { allConnections, paths, patterns } from "./paths/paths";
import { snapshotParams } from "./paths/snapshots";

/**
 * The app's map. Pages come lazily; their loaders are here so that the data is asked for while the
 * page's code is still on its way. A loader starts reading and never waits for a slow upstream.
 */
export const routes = (client: QueryClient): RouteObject[] => [
  // A constant when it is built, so that neither the route nor the page comes along.
  ...(import.meta.env.DEV
    ? [{ path: "/design", lazy: () => import("./pages/DesignPage"), ErrorBoundary: BrokenPage }]
    : []),
  {
    path: "/",
    Component: Shell,
    HydrateFallback: Shell,
    ErrorBoundary: BrokenPage,
    children: [
      {
        index: true,
        // Waits: the connections are the server's own configuration.
        loader: async () => {
          const { items } = await client.ensureQueryData(connectionsQuery());
          return items[0] ? redirect(paths.instances(items[0].id)) : null;
        },
        lazy: () => import("./pages/NothingPage"),
      },
      {
        path: patterns.failures,
        loader: (args) => {
          const state = failureParams.parse(searchOf(args));
          start(client.prefetchQuery(connectionsQuery()));
          return start(
            client.prefetchQuery(failureListQuery(allConnections, state, "", zoneName(timeZone()))),
          );
        },
        lazy: () => import("./pages/FailuresPage"),
      },
      {
        path: patterns.operations,
        loader: () => start(client.prefetchQuery(operationsQuery())),
        lazy: () => import("./pages/OperationsPage"),
      },
      {
        path: patterns.connection,
        loader: () => start(client.prefetchQuery(connectionsQuery())),
        lazy: () => import("./pages/ConnectionPage"),
        children: [
          {
            index: true,
            loader: ({ params }) => redirect(paths.instances(params.connection ?? "")),
          },
          {
            path: patterns.instances,
            loader: (args) => {
              const state = instanceParams.parse(searchOf(args));
              return start(client.prefetchQuery(instanceListQuery(ids(args).connection, state)));
            },
            lazy: () => import("./pages/InstancesPage"),
          },
          {
            path: patterns.failures,
            loader: (args) => {
              const state = failureParams.parse(searchOf(args));
              return start(
                client.prefetchQuery(
                  failureListQuery(ids(args).connection, state, "", zoneName(timeZone())),
                ),
              );
            },
            lazy: () => import("./pages/FailuresPage"),
          },
          {
            path: patterns.atRisk,
            loader: (args) => {
              const state = atRiskParams.parse(searchOf(args));
              return start(client.prefetchQuery(atRiskQuery(ids(args).connection, state)));
            },
            lazy: () => import("./pages/AtRiskPage"),
          },
          {
            path: patterns.formerAtRisk,
            loader: (args) => replace(paths.atRisk(ids(args).connection, searchTextOf(args))),
          },
          {
            path: patterns.instance,
            loader: (args) => {
              const { connection, instanceId } = ids(args);
              const state = snapshotParams.parse(searchOf(args));
              start(client.prefetchQuery(instanceQuery(connection, instanceId)));
              return start(client.prefetchQuery(snapshotChunkQuery(connection, instanceId, state)));
            },
            lazy: () => import("./pages/InstancePage"),
            children: [
              {
                path: patterns.snapshot,
                loader: (args) => {
                  const { connection, instanceId, snapshotId } = ids(args);
                  return start(
                    client.prefetchQuery(snapshotQuery(client, connection, instanceId, snapshotId)),
                  );
                },
                lazy: () => import("./pages/SnapshotPage"),
              },
            ],
          },
          {
            path: patterns.compare,
            loader: (args) => {
              const { connection, instanceId } = ids(args);
              const { a, b } = compareParams.parse(searchOf(args));
              for (const id of [a, b]) {
                if (id === "") continue;
                start(client.prefetchQuery(snapshotQuery(client, connection, instanceId, id)));
              }
              start(client.prefetchQuery(instanceQuery(connection, instanceId)));
              return start(client.prefetchQuery(newestSnapshotsQuery(connection, instanceId)));
            },
            lazy: () => import("./pages/ComparePage"),
          },
          { path: "*", lazy: () => import("./pages/NotFoundPage") },
        ],
      },
    ],
  },
];

const searchTextOf = ({ request }: LoaderFunctionArgs) => new URL(request.url).search;
const searchOf = (args: LoaderFunctionArgs) => new URLSearchParams(searchTextOf(args));

const ids = ({ params }: LoaderFunctionArgs) => ({
  connection: params.connection ?? "",
  instanceId: params.instanceId ?? "",
  snapshotId: params.snapshotId ?? "",
});

/** Lets a read run on: the component that shows it reads the same query, failures included. */
function start(reading: Promise<void>): null {
  void reading;
  return null;
}
