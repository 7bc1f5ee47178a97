/**
 * The official command line's equivalent of reading one snapshot: `aliyun <product> GET <path>
 * --region <id>`, the form for ROA services (Alibaba Cloud CLI, "Command syntax"). It uses the
 * reader's own credentials and contains none. Ids are escaped for the path and quoted for a POSIX shell.
 */
export function snapshotCommand(of: {
  instanceId: string;
  snapshotId: string;
  region: string;
}): string {
  const path = `/api/v2/instances/${encodeURIComponent(of.instanceId)}/snapshots/${encodeURIComponent(of.snapshotId)}`;
  return `aliyun pai-dsw GET ${shellWord(path)} --region ${shellWord(of.region)}`;
}

/** The same for an instance's whole list of snapshots. */
export function snapshotListCommand(of: { instanceId: string; region: string }): string {
  const path = `/api/v2/instances/${encodeURIComponent(of.instanceId)}/snapshots`;
  return `aliyun pai-dsw GET ${shellWord(path)} --region ${shellWord(of.region)}`;
}

function shellWord(word: string): string {
  return /^[\w./%-]+$/.test(word) && !word.startsWith("-")
    ? word
    : `'${word.replaceAll("'", `'\\''`)}'`;
}
