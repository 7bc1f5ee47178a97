import type { CloudDisk } from "../../server/contract";

/** From this share on a disk is called nearly full. */
const nearlyFullFrom = 0.9;

/** How full a disk is; sizes are in bytes. */
export interface DiskUsage {
  usage: number;
  capacity: number;
  /** From 0 to 1. */
  share: number;
  nearlyFull: boolean;
}

/** How full the fullest of an instance's disks is; null where the service does not say so of any. */
export function diskUsage(disks: readonly CloudDisk[]): DiskUsage | null {
  const known = disks.map(usageOf).filter((disk) => disk !== null);
  return known.sort((a, b) => b.share - a.share)[0] ?? null;
}

function usageOf({ available, usage, capacity }: CloudDisk): DiskUsage | null {
  if (capacity === null || capacity <= 0) return null;
  const used = usage ?? (available === null ? null : capacity - available);
  if (used === null || used < 0) return null;
  const share = Math.min(1, used / capacity);
  return { usage: used, capacity, share, nearlyFull: share >= nearlyFullFrom };
}
