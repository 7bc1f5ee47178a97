import { useSyncExternalStore } from "react";

/** A value outside of React that components follow. Twenty lines, where a library would be the larger part of the two. */
export interface Store<Value> {
  get: () => Value;
  set: (value: Value) => void;
  /** Calls the listener at every change until what it returns is called. */
  subscribe: (listener: () => void) => () => void;
  /** The value in a component, which renders again when it changes. */
  use: () => Value;
}

/**
 * Makes a store.
 * @param start called when the first listener comes; what it returns is called when the last one goes
 */
export function createStore<Value>(
  initial: Value,
  start?: (set: (value: Value) => void) => () => void,
): Store<Value> {
  const listeners = new Set<() => void>();
  let value = initial;
  let stop: (() => void) | undefined;
  const get = () => value;
  const set = (next: Value) => {
    value = next;
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    if (listeners.size === 0) stop = start?.(set);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) stop?.();
    };
  };
  return { get, set, subscribe, use: () => useSyncExternalStore(subscribe, get, get) };
}
