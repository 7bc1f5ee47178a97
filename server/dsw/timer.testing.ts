import type { StartTimer } from "./timer";

/** Timers that stand still until the test lets time pass, so that no limit races a busy machine. */
export interface TestTimers {
  startTimer: StartTimer;
  /** Lets time pass for the timers that run now, the shortest first. */
  pass(ms: number): void;
}

/** Timers for one client. */
export function createTestTimers(): TestTimers {
  const running = new Set<{ elapsed: () => void; leftMs: number }>();
  return {
    startTimer(elapsed, ms) {
      const timer = { elapsed, leftMs: ms };
      running.add(timer);
      return () => void running.delete(timer);
    },
    pass(ms) {
      for (const timer of [...running].sort((a, b) => a.leftMs - b.leftMs)) {
        timer.leftMs -= ms;
        if (timer.leftMs <= 0 && running.delete(timer)) timer.elapsed();
      }
    },
  };
}
