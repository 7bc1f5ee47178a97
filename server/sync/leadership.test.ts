import fc from "fast-check";
import { expect, it } from "vitest";
import { createLeadership } from "./leadership";
import type { Lease } from "./lease";

/** Leases of several replicas on one database. */
class SharedLocks {
  readonly holders = new Map<string, number>();

  leaseOf(replica: number): Lease {
    const { holders } = this;
    return {
      async tryAcquire(connection) {
        if (!holders.has(connection)) holders.set(connection, replica);
        return holders.get(connection) === replica;
      },
      async release(connection) {
        if (holders.get(connection) === replica) holders.delete(connection);
      },
      whenTaken: null,
      close: async () => {},
    };
  }

  /** As a crash frees them. */
  free(replica: number) {
    for (const [connection, holder] of this.holders)
      if (holder === replica) this.holders.delete(connection);
  }
}

const connections = ["a", "b", "c", "d"];

function replicasOn(locks: SharedLocks, count: number) {
  const live = { count };
  const all = Array.from({ length: count }, (_, replica) =>
    createLeadership(locks.leaseOf(replica), connections.length, () => live.count),
  );
  const turnsOf = async (leadership: (typeof all)[number]) => {
    for (const connection of connections)
      if (await leadership.begin(connection)) leadership.end(connection);
  };
  return { all, live, turnsOf };
}

it("gives the first replica everything, and each newcomer its share of it", async () => {
  const locks = new SharedLocks();
  const { all, live, turnsOf } = replicasOn(locks, 2);
  const [first, second] = all;
  if (!first || !second) throw new Error("two replicas are needed");
  live.count = 1;
  await turnsOf(first);
  expect([...locks.holders.values()]).toEqual([0, 0, 0, 0]);
  live.count = 2;
  await first.giveUpExcess();
  expect(connections.filter(first.leads)).toEqual(["a", "b"]);
  // It leaves them to the other one, although its own turn comes first.
  await turnsOf(first);
  await turnsOf(second);
  expect([...locks.holders.values()].sort()).toEqual([0, 0, 1, 1]);
  expect(connections.filter(second.leads)).toEqual(["c", "d"]);
});

it("takes what nobody else takes, be its replica counted still", async () => {
  const locks = new SharedLocks();
  const { all, turnsOf } = replicasOn(locks, 2);
  const [first, second] = all;
  if (!first || !second) throw new Error("two replicas are needed");
  for (let round = 0; round < 2; round++) for (const each of all) await turnsOf(each);
  expect(connections.filter(first.leads)).toHaveLength(2);
  locks.free(1);
  await turnsOf(first);
  await turnsOf(first);
  expect(connections.filter(first.leads)).toEqual(connections);
});

it("does not give up what is in the middle of a turn", async () => {
  const { all, live } = replicasOn(new SharedLocks(), 1);
  const [only] = all;
  for (const connection of connections) await only?.begin(connection);
  live.count = 4;
  only?.end("d");
  only?.end("b");
  await only?.giveUpExcess();
  expect(connections.filter((connection) => only?.leads(connection))).toEqual(["a", "c"]);
});

it("leaves nothing unsynced, whoever comes and goes, and in time nobody with more than a share", async () => {
  const event = fc.record({
    replica: fc.nat(3),
    what: fc.constantFrom("turns", "crash", "seen"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 30 }), async (events) => {
      const locks = new SharedLocks();
      const { all, turnsOf } = replicasOn(locks, 4);
      for (const { replica, what } of events) {
        const leadership = all[replica];
        if (!leadership) continue;
        if (what === "turns") await turnsOf(leadership);
        else if (what === "crash") locks.free(replica);
        else await leadership.giveUpExcess();
      }
      for (let round = 0; round < 4; round++) {
        for (const leadership of all) {
          await leadership.giveUpExcess();
          await turnsOf(leadership);
        }
      }
      expect([...locks.holders.values()].sort()).toEqual([0, 1, 2, 3]);
    }),
  );
});
