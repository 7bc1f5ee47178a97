import type { IndexView } from "./view";

/**
 * Something that is kept beside each index for as long as that is open, such as answers that are given again.
 * It is one for all viewers: what differs between them goes by `IndexView.key`.
 */
export function keptBeside<Kept extends object>(
  make: () => Kept,
): (view: Pick<IndexView, "store">) => Kept {
  const byStore = new WeakMap<object, Kept>();
  return ({ store }) => {
    const kept = byStore.get(store) ?? make();
    byStore.set(store, kept);
    return kept;
  };
}
