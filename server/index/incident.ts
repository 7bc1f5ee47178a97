import type { FailureListQuery, IndexedSnapshot } from "../contract";
import { type IncidentBundle, incidentBundle } from "../triage/bundle";
import { bundleMarkdown } from "../triage/bundle-markdown";
import { explain, type Language } from "../triage/causes";
import { coverageSentence } from "./export";
import { type FailureSource, failureList, failureRows } from "./failures";

export interface IncidentQuery extends FailureListQuery {
  group: string;
  masked: boolean;
  language: Language;
  /** Where Snapdeck is for its reader, without a slash at its end: `https://deck.example.com`. */
  base: string;
}

const examples = 3;

/** A group as a bundle for a ticket or a chat, as Markdown and as JSON; null when the filter has no such group. */
export async function incidentOf(
  source: FailureSource,
  query: IncidentQuery,
  regionOf: (connection: string) => string,
): Promise<{ markdown: string; json: IncidentBundle } | null> {
  const list = await failureList(source, { ...query, by: "cause", page: 1, size: 1000 });
  const group = list.groups.find(({ key }) => key === query.group);
  if (!group) return null;
  const { items } = await failureRows(source, { ...query, page: 1, size: examples });
  const newest = items[0];
  const bundle = incidentBundle(
    {
      title: group.parts.map(({ kind, text }) => (kind === "text" ? text : `<${kind}>`)).join(""),
      fingerprint: group.key,
      reasonCode: group.reasonCode,
      cause: newest ? explain(newest, source.catalogue) : null,
      count: group.count,
      instances: group.instances,
      firstSeen: group.firstSeen,
      lastSeen: group.lastSeen,
      period: { from: list.from, to: list.to },
      coverage: coverageSentence(list.coverage),
      link: `${query.base}/${newest?.connection ?? ""}/failures?group=${group.key}`,
      examples: items.map((row) => exampleOf(row, query.base, regionOf(row.connection))),
      madeAt: new Date(source.now).toISOString(),
    },
    { language: query.language, masked: query.masked },
  );
  return { markdown: bundleMarkdown(bundle, query.language), json: bundle };
}

function exampleOf(row: IndexedSnapshot, base: string, region: string) {
  const { connection, instanceId, instanceName, snapshotId, snapshotName } = row;
  return {
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
    // The index keeps no request ids of answers that went well.
    requestId: null,
    link: `${base}/${connection}/instances/${instanceId}/snapshots/${snapshotId}`,
    region,
  };
}
