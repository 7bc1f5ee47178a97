interface Keyed {
  queryKey: readonly unknown[];
}

/**
 * Keeps the page before on show while the next one loads, as long as it is a page of the same
 * thing: another connection's or instance's rows are never shown in between.
 */
export const keepPreviousDataWithin =
  (...prefix: readonly string[]) =>
  <Data>(previous: Data | undefined, before: Keyed | undefined): Data | undefined =>
    prefix.every((part, index) => before?.queryKey[index] === part) ? previous : undefined;
