import { accessSync, constants, existsSync, statfsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Finding, finding } from "./finding";

/** An index of 300,000 snapshots and what SQLite writes beside it fit in. */
const littleBytes = 1024 ** 3;

/** Whether the folder of the embedded index can be written, and what is free there. Nothing is made. */
export function checkDisk(folder: string, freeBytes: (path: string) => number = freeOn): Finding {
  const path = resolve(folder);
  const file = join(path, "index.db");
  const there = [file, path].find((one) => existsSync(one)) ?? nearest(path);
  const remedy =
    "Set SNAPDECK_DATA to a folder that the server's user may write, or keep the index in PostgreSQL by DATABASE_URL.";
  if (there !== file && !statSync(there).isDirectory()) {
    return finding("disk", "failed", `${there} is no folder`, { remedy });
  }
  try {
    accessSync(there, constants.W_OK);
  } catch (error) {
    const isReadOnly = error instanceof Error && "code" in error && error.code === "EROFS";
    const why = isReadOnly ? "is on a read-only file system" : "may not be written";
    return finding("disk", "failed", `${there} ${why}`, { remedy });
  }
  const free = freeBytes(existsSync(path) ? path : there);
  const message = `${path} can be ${existsSync(path) ? "written" : "made"}, ${sizeOf(free)} free`;
  return free < littleBytes
    ? finding("disk", "warning", message, {
        remedy: "Make room, or set SNAPDECK_DATA to a folder on another disk.",
      })
    : finding("disk", "ok", message);
}

/** The nearest folder above that is there. */
function nearest(path: string): string {
  const above = dirname(path);
  return existsSync(above) || above === path ? above : nearest(above);
}

function freeOn(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

/** In the unit that gives a number below 1024. */
export function sizeOf(bytes: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  const at = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  const size = bytes / 1024 ** at;
  return `${size < 10 && at > 0 ? size.toFixed(1) : Math.round(size)} ${units[at]}`;
}
