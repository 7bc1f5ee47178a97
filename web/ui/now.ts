import { createStore } from "../state/create-store";

const stepMs = 10_000;

/** Milliseconds since the epoch, moving on every ten seconds: one clock for all relative times in view. */
export const { use: useNow } = createStore(Date.now(), (set) => {
  const tick = () => set(Date.now());
  tick();
  const timer = setInterval(tick, stepMs);
  return () => clearInterval(timer);
});
