/** The clock of the emulated account; signatures are checked by the real one. */
export interface Clock {
  /** In milliseconds since the epoch. */
  now(): number;
  /** Stops the clock at a moment. */
  set(ms: number): void;
  /** Moves the clock ahead, stopped or running. */
  advance(ms: number): void;
}

/** A clock that starts at `start`, or at the real time, and runs with real time until it is set. */
export function createClock(start = Date.now()): Clock {
  let ahead = start - Date.now();
  let stopped: number | null = null;
  return {
    now: () => stopped ?? Date.now() + ahead,
    set(ms) {
      stopped = ms;
    },
    advance(ms) {
      if (stopped === null) ahead += ms;
      else stopped += ms;
    },
  };
}
