import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { sql } from "kysely";
import type { Stack } from "./stack";

/** Something that goes wrong, and how it ends. */
export interface Scenario {
  fault: string;
  engines: readonly ("libSQL" | "PostgreSQL")[];
  /** Makes it go wrong. @returns what sets it right again */
  begin(stack: Stack): Promise<() => Promise<void>>;
  /** Whether the sync notices; else the fault is set right after a look at the pages. */
  noticed: boolean;
  /** Takes too long for the tests. */
  long?: boolean;
}

const proxyOf = ({ proxy }: Stack) => {
  if (proxy === null) throw new Error("the scenario needs PostgreSQL");
  return proxy;
};

/** What the server is put through. */
export const scenarios: readonly Scenario[] = [
  {
    fault: "The database restarts in the middle of the first run",
    engines: ["PostgreSQL"],
    noticed: true,
    async begin(stack) {
      await proxyOf(stack).refuse();
      return () => proxyOf(stack).listen();
    },
  },
  {
    fault: "The database accepts and does not answer",
    engines: ["PostgreSQL"],
    noticed: false,
    async begin(stack) {
      proxyOf(stack).setSilent(true);
      return async () => {
        proxyOf(stack).setSilent(false);
        proxyOf(stack).cut();
      };
    },
  },
  {
    fault: "The table `sync_runs` is away",
    engines: ["libSQL", "PostgreSQL"],
    noticed: true,
    begin: (stack) => renamed(stack, "sync_runs"),
  },
  {
    fault: "The table `snapshots` is away",
    engines: ["libSQL", "PostgreSQL"],
    noticed: true,
    begin: (stack) => renamed(stack, "snapshots"),
  },
  {
    fault: "Another program holds a write lock on the file",
    engines: ["libSQL"],
    noticed: true,
    long: true,
    begin: ({ folder }) => lockedByAnother(join(folder, "index.db")),
  },
  {
    fault: "A reason holds a NUL character",
    engines: ["libSQL", "PostgreSQL"],
    noticed: false,
    async begin({ emulator }) {
      const instance = emulator.data.instances().find(({ status }) => status === "Running");
      if (!instance) throw new Error("no instance is running");
      const { instanceId } = instance;
      const snapshot = emulator.data.snapshots(instanceId)[0];
      if (!snapshot) throw new Error("the instance has no snapshot");
      const at = emulator.clock.now();
      const step = { at, status: "Failed", reasonCode: "X", reasonMessage: "before\u0000after" };
      emulator.data.addSnapshot({ ...snapshot, snapshotId: "snp-with-nul", steps: [step] });
      return async () => {};
    },
  },
  {
    fault: "The service resets every connection",
    engines: ["libSQL"],
    noticed: true,
    async begin({ emulator }) {
      emulator.faults.set([{ kind: "reset", rate: 1 }]);
      return async () => emulator.faults.set([]);
    },
  },
];

async function renamed({ direct: { db } }: Stack, table: string) {
  const away = `${table}_away`;
  await sql`alter table ${sql.ref(table)} rename to ${sql.ref(away)}`.execute(db);
  return async () => {
    await sql`alter table ${sql.ref(away)} rename to ${sql.ref(table)}`.execute(db);
  };
}

/** The lock is another process's, since a wait for one of our own could hold up what is to free it. */
async function lockedByAnother(file: string) {
  const script = `
    import { createClient } from "@libsql/client";
    const client = createClient({ url: ${JSON.stringify(pathToFileURL(file).href)}, timeout: 5000 });
    await client.transaction("write");
    process.stdout.write("locked");
    setInterval(() => {}, 1000);
  `;
  const holder = spawn(process.execPath, ["--input-type=module", "-e", script]);
  const ended = once(holder, "exit");
  await once(holder.stdout, "data");
  return async () => {
    holder.kill("SIGKILL");
    await ended;
  };
}
