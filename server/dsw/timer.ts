/** Calls back once the milliseconds have passed, unless it is stopped before. @returns what stops it */
export type StartTimer = (elapsed: () => void, ms: number) => () => void;

/** Real time. */
export const startTimer: StartTimer = (elapsed, ms) => {
  const timer = setTimeout(elapsed, ms);
  return () => clearTimeout(timer);
};
