import { atRiskQuery } from "./at-risk";
import {
  anyConnectionParams,
  connectionParams,
  fileEndpoint,
  indexProblems,
  instanceParams,
  upstreamProblems,
} from "./endpoint";
import { failureSnapshotsQuery } from "./failures";
import { pushIdPattern, snapshotIdPattern } from "./ids";
import { instanceListQuery } from "./instances";
import { chosenIds, fileOptions } from "./query-params";
import { snapshotListQuery } from "./snapshots";

/** A file is the whole list: it takes the list's filter and order, and no page. */
const page = { page: true, size: true } as const;

export const exportInstancesEndpoint = fileEndpoint({
  path: "/{connection}/exports/instances",
  feature: "exports",
  summary: "The instances under a filter as a file.",
  params: connectionParams,
  query: instanceListQuery.omit({ ...page, facets: true }).extend(fileOptions),
  problems: [...upstreamProblems, ...indexProblems],
});

export const exportSnapshotsEndpoint = fileEndpoint({
  path: "/{connection}/exports/instances/{instanceId}/snapshots",
  feature: "exports",
  summary: "An instance's snapshots under a filter as a file.",
  params: instanceParams,
  query: snapshotListQuery.omit({ ...page, counts: true }).extend({
    ...fileOptions,
    ids: chosenIds(snapshotIdPattern).meta({
      description: "Snapshot ids by comma, at most 100: these alone, whatever the filter says.",
    }),
  }),
  problems: upstreamProblems,
});

export const exportFailuresEndpoint = fileEndpoint({
  path: "/{connection}/exports/failures",
  feature: "exports",
  summary: "The pushes under a filter as a file, streamed.",
  params: anyConnectionParams,
  // Read part by part, which only the order of the index bears.
  query: failureSnapshotsQuery.omit({ ...page, sort: true, order: true }).extend({
    ...fileOptions,
    ids: chosenIds(pushIdPattern).meta({
      description:
        "Pushes as `connection/instanceId/snapshotId` by comma, at most 100: these alone, whatever the filter says.",
    }),
  }),
  problems: indexProblems,
});

export const exportAtRiskEndpoint = fileEndpoint({
  path: "/{connection}/exports/at-risk",
  feature: "exports",
  summary: "The instances at risk as a file.",
  params: anyConnectionParams,
  query: atRiskQuery.omit(page).extend(fileOptions),
  problems: indexProblems,
});
