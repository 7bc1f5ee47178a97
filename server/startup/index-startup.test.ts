import { connect, createServer } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { readConfig } from "../config/config";
import { openSchema, testEngines } from "../store/engines.testing";
import { startIndex } from "./index-startup";

const closing: (() => unknown)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const close of closing.splice(0).reverse()) await close();
});

const [, postgres] = await testEngines();

it.skipIf(!postgres)("finds a database that comes up after it", { timeout: 30_000 }, async () => {
  const told = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const schema = await openSchema();
  closing.push(schema.drop);
  const address = new URL(schema.databaseUrl);
  const { hostname, port } = address;
  // A door to the database that is shut at first.
  const door = createServer((socket) => {
    const inner = connect(Number(port || 5432), hostname);
    for (const end of [socket, inner]) end.on("error", () => {});
    socket.pipe(inner).pipe(socket);
  });
  const shut = await new Promise<number>((resolve) => {
    door.listen(0, "127.0.0.1", () => {
      const listening = door.address();
      resolve(listening !== null && typeof listening === "object" ? listening.port : 0);
    });
  });
  await new Promise((resolve) => door.close(resolve));
  address.hostname = "127.0.0.1";
  address.port = String(shut);

  const config = readConfig({ DATABASE_URL: address.href }, () => false);
  const triage = startIndex(config, { connections: [], runsOn: "nothing", emulator: null });
  if (triage === null) throw new Error("the index is off");
  closing.push(triage.close);
  await expect
    .poll(() => told.mock.calls.flat())
    .toContainEqual(expect.stringContaining("index is not available"));
  expect(triage.current()).toBeNull();

  await new Promise<void>((resolve) => door.listen(shut, "127.0.0.1", resolve));
  closing.push(() => door.close());
  await expect.poll(() => triage.current(), { timeout: 20_000 }).not.toBeNull();
  expect(await triage.current()?.index.db.selectFrom("instances").selectAll().execute()).toEqual(
    [],
  );
});
