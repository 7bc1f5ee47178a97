import { createStore } from "../state/create-store";

const stepMs = 10_000;

const clock = createStore(Date.now(), (set) => {
  const tick = () => set(Date.now());
  // A page that has just been made is not made again for a few milliseconds.
  if (Date.now() - clock.get() >= stepMs) tick();
  const timer = setInterval(tick, stepMs);
  return () => clearInterval(timer);
});

/** Milliseconds since the epoch, moving on every ten seconds: one clock for all relative times in view. */
export const useNow = clock.use;
