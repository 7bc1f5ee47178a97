import type { QueryClient } from "@tanstack/react-query";
import { type LoaderFunctionArgs, type RouteObject, redirect } from "react-router";
import { atRiskQuery } from "./api/at-risk";
import { connectionsQuery } from "./api/connections";
import { failureListQuery } from "./api/failures";
import { instanceListQuery, instanceQuery } from "./api/instances";
import { newestSnapshotsQuery, snapshotChunkQuery, snapshotQuery } from "./api/snapshots";
import { BrokenPage } from "./pages/BrokenPage";
import { Shell } from "./pages/Shell";
import {
  allConnections,
  links,
  parseAtRisk,
  parseCompare,
  parseFailures,
  parseInstances,
  parseSnapshots,
  paths,
} from "./paths/paths";

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
          return items[0] ? redirect(links.instances(items[0].id)) : null;
        },
        lazy: () => import("./pages/NotFoundPage"),
      },
      {
        path: paths.failures,
        loader: (args) => {
          const state = parseFailures(searchOf(args));
          start(client.prefetchQuery(connectionsQuery()));
          return start(client.prefetchQuery(failureListQuery(allConnections, state)));
        },
        lazy: () => import("./pages/FailuresPage"),
      },
      {
        path: paths.connection,
        loader: () => start(client.prefetchQuery(connectionsQuery())),
        lazy: () => import("./pages/ConnectionPage"),
        children: [
          {
            index: true,
            loader: ({ params }) => redirect(links.instances(params.connection ?? "")),
          },
          {
            path: paths.instances,
            loader: (args) => {
              const state = parseInstances(searchOf(args));
              return start(client.prefetchQuery(instanceListQuery(ids(args).connection, state)));
            },
            lazy: () => import("./pages/InstancesPage"),
          },
          {
            path: paths.failures,
            loader: (args) => {
              const state = parseFailures(searchOf(args));
              return start(client.prefetchQuery(failureListQuery(ids(args).connection, state)));
            },
            lazy: () => import("./pages/FailuresPage"),
          },
          {
            path: paths.recoverability,
            loader: (args) => {
              const state = parseAtRisk(searchOf(args));
              return start(client.prefetchQuery(atRiskQuery(ids(args).connection, state)));
            },
            lazy: () => import("./pages/AtRiskPage"),
          },
          {
            path: paths.instance,
            loader: (args) => {
              const { connection, instanceId } = ids(args);
              const state = parseSnapshots(searchOf(args));
              start(client.prefetchQuery(instanceQuery(connection, instanceId)));
              return start(client.prefetchQuery(snapshotChunkQuery(connection, instanceId, state)));
            },
            lazy: () => import("./pages/InstancePage"),
            children: [
              {
                path: paths.snapshot,
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
            path: paths.compare,
            loader: (args) => {
              const { connection, instanceId } = ids(args);
              const { a, b } = parseCompare(searchOf(args));
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

const searchOf = ({ request }: LoaderFunctionArgs) => new URL(request.url).searchParams;

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
