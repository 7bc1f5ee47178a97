import { createStore, type Store } from "./create-store";
import { onStored, readStored, writeStored } from "./stored";

/**
 * A choice among words that this browser keeps under a key; the first is the default and is not stored. A change in
 * another tab is followed.
 */
export function createSetting<Value extends string>(
  key: string,
  values: readonly [Value, ...Value[]],
): Store<Value> {
  const read = (text: string | null) => values.find((value) => value === text) ?? values[0];
  const store = createStore(read(readStored(key)));
  onStored(key, (text) => store.set(read(text)));
  return {
    ...store,
    set(value) {
      writeStored(key, value === values[0] ? null : value);
      store.set(value);
    },
  };
}
