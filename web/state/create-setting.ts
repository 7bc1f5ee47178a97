import { createStore, type Store } from "./create-store";
import { readStored, writeStored } from "./stored";

/** A choice among words that this browser keeps under a key; the first is the default and is not stored. */
export function createSetting<Value extends string>(
  key: string,
  values: readonly [Value, ...Value[]],
): Store<Value> {
  const stored = readStored(key);
  const store = createStore(values.find((value) => value === stored) ?? values[0]);
  return {
    ...store,
    set(value) {
      writeStored(key, value === values[0] ? null : value);
      store.set(value);
    },
  };
}
