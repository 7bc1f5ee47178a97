import { useSyncExternalStore } from "react";
import { readStored, store } from "./stored";

export const densities = ["roomy", "compact"] as const;
export type Density = (typeof densities)[number];

/** The zone of every time in view: the reader's own, or UTC as logs and tickets have it. */
export const zones = ["local", "utc"] as const;
export type Zone = (typeof zones)[number];

/** Whether single letters do something; who speaks to the browser may not want them to. */
export const letterKeys = ["on", "off"] as const;
export type LetterKeys = (typeof letterKeys)[number];

/** A choice among words that this browser keeps; the first is the default and is not stored. */
function createSetting<Value extends string>(key: string, values: readonly [Value, ...Value[]]) {
  const listeners = new Set<() => void>();
  let current = values.find((value) => value === readStored(key)) ?? values[0];
  return {
    get: () => current,
    set(value: Value) {
      current = value;
      store(key, value === values[0] ? null : value);
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const density = createSetting("density", densities);
const zone = createSetting("zone", zones);
const letters = createSetting("letters", letterKeys);

export const setDensity = density.set;
export const setZone = zone.set;
export const useDensity = (): Density => useSyncExternalStore(density.subscribe, density.get);
export const useZone = (): Zone => useSyncExternalStore(zone.subscribe, zone.get);

export const setLetterKeys = letters.set;
export const useLetterKeys = (): LetterKeys => useSyncExternalStore(letters.subscribe, letters.get);
