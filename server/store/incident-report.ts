import type {
  FailureListQuery,
  IncidentReportOptions,
  IncidentReportResponse,
  IndexedSnapshot,
} from "../contract";
import { explain } from "../triage/causes";
import { fingerprint } from "../triage/fingerprint";
import { incidentReport, type ReportExample, titleOf } from "../triage/incident-report";
import { incidentReportMarkdown } from "../triage/incident-report-markdown";
import { coverageOf } from "./coverage";
import { coverageSentence } from "./coverage-sentence";
import { failureRows } from "./failure-rows";
import type { FailureSource } from "./failure-source";
import { failureList } from "./failures";
import { statusHistory } from "./history";
import { adviceFor } from "./path-exclusion";
import type { IndexView } from "./view";

type IncidentQuery = FailureListQuery & IncidentReportOptions & { group: string };

const examples = 3;

/** The addresses that a report points to, whole: whoever reads it is not in the app. */
export interface ReportLinks {
  /** @param connection null for a group of all connections */
  group: (connection: string | null, fingerprint: string) => string;
  snapshot: (place: SnapshotPlace) => string;
}
interface SnapshotPlace {
  connection: string;
  instanceId: string;
  snapshotId: string;
}

/** A group as a bundle for a ticket or a chat, as Markdown and as JSON; null when the filter has no such group. */
export async function groupIncidentReport(
  source: FailureSource,
  query: IncidentQuery,
  regionOf: (connection: string) => string,
  links: ReportLinks,
): Promise<IncidentReportResponse | null> {
  const list = await failureList(source, { ...query, by: "cause", page: 1, size: 1 });
  const group = list.opened;
  if (!group) return null;
  const { items } = await failureRows(source, {
    ...query,
    page: 1,
    size: examples,
    sort: "happened",
    order: "desc",
  });
  const [only, ...others] = source.connections;
  const bundle = incidentReport(
    {
      title: titleOf(group.parts, query.language),
      fingerprint: group.key,
      reasonCode: group.reasonCode,
      cause: group.cause,
      count: group.count,
      instances: group.instances,
      firstSeen: group.firstSeen,
      lastSeen: group.lastSeen,
      period: { from: list.from, to: list.to },
      coverage: coverageSentence(list.coverage, query.language),
      link: links.group(others.length === 0 && only !== undefined ? only : null, group.key),
      examples: await Promise.all(
        items.map((row) =>
          exampleOf(source.index, row, links.snapshot(row), regionOf(row.connection)),
        ),
      ),
      madeAt: new Date(source.now).toISOString(),
    },
    { language: query.language, masked: query.masked },
  );
  return { markdown: incidentReportMarkdown(bundle, query.language), json: bundle };
}

/** One push as a bundle; null when the index does not know it. */
export async function snapshotIncidentReport(
  source: FailureSource,
  place: SnapshotPlace,
  query: IncidentReportOptions,
  regionOf: (connection: string) => string,
  links: ReportLinks,
): Promise<IncidentReportResponse | null> {
  const [{ item }, coverage] = await Promise.all([
    statusHistory(source.index, place, source.now),
    coverageOf(source.index, source.connections, source.states, source.now),
  ]);
  if (!item) return null;
  const at = item.gmtModifiedTime ?? item.gmtCreateTime;
  const cause = explain(item, source.catalogue);
  const example = await exampleOf(
    source.index,
    item,
    links.snapshot(item),
    regionOf(item.connection),
  );
  const bundle = incidentReport(
    {
      title: item.snapshotName ?? item.snapshotId,
      fingerprint: fingerprint(item).key,
      reasonCode: item.reasonCode,
      cause:
        cause &&
        (await adviceFor(source.index, cause, [
          { connection: item.connection, instance_id: item.instanceId },
        ])),
      count: 1,
      instances: 1,
      firstSeen: at,
      lastSeen: at,
      period: { from: item.gmtCreateTime ?? at ?? "", to: at ?? "" },
      coverage: coverageSentence(coverage, query.language),
      link: example.link,
      examples: [example],
      madeAt: new Date(source.now).toISOString(),
    },
    { language: query.language, masked: query.masked },
  );
  return { markdown: incidentReportMarkdown(bundle, query.language), json: bundle };
}

async function exampleOf(
  view: IndexView,
  row: IndexedSnapshot,
  link: string,
  region: string,
): Promise<ReportExample> {
  const { instanceId, instanceName, snapshotId, snapshotName } = row;
  const owner = await view
    .instances([row.connection])
    .select(["user_id as userId", "user_name as userName"])
    .where("instance_id", "=", instanceId)
    .executeTakeFirst();
  return {
    userId: owner?.userId ?? null,
    userName: owner?.userName ?? row.userName,
    instanceId,
    instanceName,
    snapshotId,
    snapshotName,
    status: row.status,
    imageUrl: row.imageUrl,
    reasonCode: row.reasonCode,
    reasonMessage: row.reasonMessage,
    gmtCreateTime: row.gmtCreateTime,
    gmtModifiedTime: row.gmtModifiedTime,
    labels: row.labels,
    requestId: row.requestId,
    link,
    region,
  };
}
