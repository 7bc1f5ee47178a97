import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { folderLease } from "./folder-lease";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "snapdeck-lease-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("belongs to one at a time, and to the next when that one lets go", async () => {
  const [first, second] = [folderLease(folder), folderLease(folder)];
  try {
    expect(await Promise.all([first.tryAcquire("c"), first.tryAcquire("c")])).toEqual([true, true]);
    expect(await second.tryAcquire("c")).toBe(false);
    expect(await first.tryAcquire("c")).toBe(true);
    await first.close();
    expect(await second.tryAcquire("c")).toBe(true);
    expect(await first.tryAcquire("c")).toBe(false);
  } finally {
    await first.close();
    await second.close();
  }
});

it("says why a folder cannot be locked", async () => {
  writeFileSync(join(folder, "file"), "");
  const lease = folderLease(join(folder, "file", "below"));
  await expect(lease.tryAcquire("c")).rejects.toThrow(/ENOTDIR/);
  await lease.close();
});

it("is free again when the process that had it was killed", async () => {
  const script = `
    import { folderLease } from "./server/sync/folder-lease.ts";
    process.stdout.write(String(await folderLease(${JSON.stringify(folder)}).tryAcquire("c")));
    setInterval(() => {}, 1000);
  `;
  const holder = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script]);
  const lease = folderLease(folder);
  try {
    const [answer] = await once(holder.stdout, "data");
    expect(String(answer)).toBe("true");
    expect(await lease.tryAcquire("c")).toBe(false);
    holder.kill("SIGKILL");
    await once(holder, "exit");
    expect(await lease.tryAcquire("c")).toBe(true);
  } finally {
    holder.kill("SIGKILL");
    await lease.close();
  }
});
