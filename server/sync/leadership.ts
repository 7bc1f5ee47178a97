import type { Lease } from "./lease";

/** Which connections this process syncs. */
export interface Leadership {
  /**
   * Begins a turn of a connection's sync: true when this process has its lease, and keeps it until `end`.
   * @throws when the lease cannot be asked for at all
   */
  begin(connection: string): Promise<boolean>;
  end(connection: string): void;
  /** Whether this process had the lease when it was last looked at. */
  leads(connection: string): boolean;
  /** Gives up what is more than this process's share, but for what is in the middle of a turn. */
  giveUpExcess(): Promise<void>;
}

/**
 * Replicas share the connections: none has more than its share of them while others are alive. Whoever has it
 * leaves a free connection to the others, and takes it at every other turn only: they may not have that connection.
 * @param total how many connections there are
 * @param live how many replicas there are
 */
export function createLeadership(lease: Lease, total: number, live: () => number): Leadership {
  const led = new Set<string>();
  /** In the middle of a turn, or of taking the lease for one. */
  const busy = new Set<string>();
  /** Left to the others at the last turn. */
  const left = new Set<string>();
  const share = () => Math.ceil(total / live());
  const isLeftToOthers = (connection: string) => {
    const taken = new Set([...led, ...busy]);
    if (taken.has(connection) || taken.size < share() || left.delete(connection)) return false;
    left.add(connection);
    return true;
  };
  return {
    async begin(connection) {
      if (isLeftToOthers(connection)) return false;
      busy.add(connection);
      let has = false;
      try {
        has = await lease.tryAcquire(connection);
      } finally {
        if (has) led.add(connection);
        else {
          led.delete(connection);
          busy.delete(connection);
        }
      }
      return has;
    },
    end: (connection) => void busy.delete(connection),
    leads: (connection) => led.has(connection),
    async giveUpExcess() {
      for (const connection of [...led].reverse()) {
        if (led.size <= share()) return;
        if (busy.has(connection)) continue;
        led.delete(connection);
        left.delete(connection);
        await lease.release(connection);
      }
    },
  };
}
