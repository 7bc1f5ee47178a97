/**
 * Whether any filter narrows a list: a text to search for, or values chosen of a field.
 * @param none the filters with none of them in force, which is also the change that clears them
 */
export const isFiltered = <State extends object>(state: State, none: Partial<State>): boolean =>
  Object.entries(state).some(
    ([name, value]: [string, unknown]) =>
      name in none && (typeof value === "string" || Array.isArray(value)) && value.length > 0,
  );
