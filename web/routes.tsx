import type { QueryClient } from "@tanstack/react-query";
import { type LoaderFunctionArgs, type RouteObject, redirect } from "react-router";
import { connectionsQuery } from "./api/connections";
import { failureListQuery } from "./api/failures";
import { instanceListQuery, instanceQuery } from "./api/instances";
import { recoverabilityQuery } from "./api/recoverability";
import { newestSnapshotsQuery, snapshotPartQuery, snapshotQuery } from "./api/snapshots";
import {
  everyConnection,
  links,
  paths,
  readCompareSearch,
  readFailureSearch,
  readInstanceSearch,
  readRiskSearch,
  readSnapshotSearch,
} from "./links";
import { BrokenPage } from "./pages/BrokenPage";
import { Shell } from "./pages/Shell";

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
          const state = readFailureSearch(searchOf(args));
          start(client.prefetchQuery(connectionsQuery()));
          return start(client.prefetchQuery(failureListQuery(everyConnection, state)));
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
              const state = readInstanceSearch(searchOf(args));
              return start(client.prefetchQuery(instanceListQuery(ids(args).connection, state)));
            },
            lazy: () => import("./pages/InstancesPage"),
          },
          {
            path: paths.failures,
            loader: (args) => {
              const state = readFailureSearch(searchOf(args));
              return start(client.prefetchQuery(failureListQuery(ids(args).connection, state)));
            },
            lazy: () => import("./pages/FailuresPage"),
          },
          {
            path: paths.recoverability,
            loader: (args) => {
              const state = readRiskSearch(searchOf(args));
              return start(client.prefetchQuery(recoverabilityQuery(ids(args).connection, state)));
            },
            lazy: () => import("./pages/RecoverabilityPage"),
          },
          {
            path: paths.instance,
            loader: (args) => {
              const { connection, instanceId } = ids(args);
              const state = readSnapshotSearch(searchOf(args));
              start(client.prefetchQuery(instanceQuery(connection, instanceId)));
              return start(client.prefetchQuery(snapshotPartQuery(connection, instanceId, state)));
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
              const { a, b } = readCompareSearch(searchOf(args));
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
