import { parseTime } from "../i18n/format";
import { paths } from "../paths/paths";

/** What tells which snapshot it is, and when it was made. */
export interface ComparedSnapshot {
  connection: string;
  instanceId: string;
  snapshotId: string;
  gmtCreateTime: string | null;
}

/** Where two snapshots of one instance are compared, the older on the left; null for anything else. */
export function comparedPair(rows: readonly ComparedSnapshot[]): string | null {
  const [a, b, ...others] = [...rows].sort((x, y) => madeAt(x) - madeAt(y));
  if (a === undefined || b === undefined || others.length > 0) return null;
  if (a.connection !== b.connection || a.instanceId !== b.instanceId) return null;
  return paths.compare(a.connection, a.instanceId, a.snapshotId, b.snapshotId);
}

const madeAt = ({ gmtCreateTime }: ComparedSnapshot) => parseTime(gmtCreateTime) ?? 0;
