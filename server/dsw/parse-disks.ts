import type { CloudDisk } from "../contract";
import { isRecord, readNumber, readText } from "./parse-values";

/** More disks than any instance has are not handed on. */
const disksAtMost = 20;

/**
 * The disks of `GetInstance` (docs/dsw-api.md, "GetInstance and GetInstanceSnapshot"): sizes in bytes, null where
 * they are none. A disk whose `Status` says nothing is left out: what was ordered is not how full it is.
 */
export function readCloudDisks(value: unknown): CloudDisk[] {
  if (!Array.isArray(value)) return [];
  return value
    .slice(0, disksAtMost)
    .map(readDisk)
    .filter((disk) => disk !== null);
}

function readDisk(value: unknown): CloudDisk | null {
  if (!isRecord(value) || !isRecord(value.Status)) return null;
  const { Available, Usage, Capacity } = value.Status;
  const sizes = {
    available: readBytes(Available),
    usage: readBytes(Usage),
    capacity: readBytes(Capacity),
  };
  if (Object.values(sizes).every((size) => size === null)) return null;
  return { subType: readText(value.SubType), mountPath: readText(value.MountPath), ...sizes };
}

function readBytes(value: unknown): number | null {
  const number = readNumber(value);
  return number === null || number < 0 ? null : number;
}
