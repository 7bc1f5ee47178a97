/**
 * The state of a page as its address holds it: one table of codecs a page says key, type, default
 * and bounds of every parameter, and reading, writing and complaining all follow from it. A table of
 * our own, since the parsers of the libraries bring a router adapter and know no open word lists.
 */

/** How one parameter is read from an address and written into it. */
export interface Codec<Value> {
  /** The parameter's name in the address. */
  key: string;
  /** What stands for a parameter that is absent or broken. */
  fallback: Value;
  /** Reads the values given under the key, in their order; what it does not understand it leaves out. */
  parse: (values: readonly string[]) => Value;
  /** The value as the address spells it, one text for each repetition of the key. */
  format: (value: Value) => readonly string[];
}

/** A table of codecs, by the name that the state gives each parameter; its order is the address's. */
export type Codecs<State> = { readonly [Name in keyof State]-?: Codec<State[Name]> };

/** What of an address a page did not understand. */
export interface UnknownParams {
  /** As `key=value`, each once, in the order given. */
  parts: string[];
  /** The query string of what was understood, `?` included: the same page, without the rest. */
  kept: string;
}

/** What a page does with its query string. */
export interface SearchParams<State> {
  defaults: State;
  /** Reads the state; what is absent or broken falls back to its default. */
  parse: (search: URLSearchParams) => State;
  /** The query string, `?` included: one canonical order, defaults left out. */
  serialize: (state: State) => string;
  /** Names what was given and not understood. */
  findUnknown: (search: URLSearchParams) => UnknownParams;
}

/**
 * Makes a page's parameters from its table.
 * @param settle mends what the codecs cannot see: values that are only valid beside each other
 */
export function searchParams<State extends object>(
  codecs: Codecs<State>,
  settle: (state: State) => State = (state) => state,
): SearchParams<State> {
  const names = keysOf(codecs);
  const build = (read: <Name extends keyof State>(codec: Codec<State[Name]>) => State[Name]) => {
    const state: Partial<State> = {};
    const fill = <Name extends keyof State>(name: Name) => {
      state[name] = read(codecs[name]);
    };
    names.forEach(fill);
    return settle(complete(state, names));
  };
  const defaults = build((codec) => codec.fallback);
  const parse = (search: URLSearchParams) =>
    build((codec) => codec.parse(search.getAll(codec.key)));

  const serialize = (state: State) => {
    const search = new URLSearchParams();
    for (const name of names) {
      const { key, format } = codecs[name];
      if (state[name] === defaults[name]) continue;
      for (const text of format(state[name])) search.append(key, text);
    }
    return asSearch(search);
  };

  const findUnknown = (search: URLSearchParams) => {
    const state = parse(search);
    const understood = new Map(
      names.map((name) => [codecs[name].key, codecs[name].format(state[name])]),
    );
    const parts = [...search]
      .filter(([key, value]) => {
        if (key.startsWith("utm_")) return false;
        const values = understood.get(key);
        // A form that was sent without a choice: nothing was asked for.
        if (value === "" && values !== undefined) return false;
        return !values?.includes(value) && !values?.includes(value.trim());
      })
      .map(([key, value]) => `${key}=${value}`);
    return { parts: [...new Set(parts)], kept: serialize(state) };
  };
  return { defaults, parse, serialize, findUnknown };
}

/** A query string with its `?`; empty for no parameters. */
export const asSearch = (search: URLSearchParams): string =>
  search.size === 0 ? "" : `?${search}`;

/** Free text without control characters, cut at a number of characters. */
export const text = (key: string, longest: number): Codec<string> => ({
  key,
  fallback: "",
  parse: ([first = ""]) => clean(first).slice(0, longest),
  format: (value) => [value],
});

/** Several values by repeating the key: each once, in the order given; a comma would split them in the API. */
export const words = (key: string): Codec<readonly string[]> => ({
  key,
  fallback: [],
  parse: (values) => {
    const given = values.map((word) => clean(word).trim());
    return [...new Set(given)].filter((word) => word !== "" && !word.includes(",")).slice(0, 50);
  },
  format: (value) => value,
});

/** Several of a fixed set of words by repeating the key: each once, in the order given. */
export const someOf = <Value extends string>(
  key: string,
  known: readonly Value[],
): Codec<readonly Value[]> => ({
  key,
  fallback: [],
  parse: (values) =>
    [...new Set(values)].flatMap((given) => known.find((value) => value === given) ?? []),
  format: (value) => value,
});

/** One of a fixed set of words or numbers. */
export const oneOf = <Value extends string | number>(
  key: string,
  known: readonly Value[],
  fallback: Value,
): Codec<Value> => ({
  key,
  fallback,
  parse: ([first]) => known.find((value) => String(value) === first) ?? fallback,
  format: (value) => [String(value)],
});

/** A whole number from 1 to a bound of at most six digits. */
export const wholeNumber = (key: string, fallback: number, largest = 999_999): Codec<number> => ({
  key,
  fallback,
  parse: ([first = ""]) =>
    /^[1-9]\d{0,5}$/.test(first) && Number(first) <= largest ? Number(first) : fallback,
  format: (value) => [String(value)],
});

/** A day that exists, as `2026-11-24`, or a moment, as `2026-11-24T16:00:00Z`; else the empty text. */
export const dayOrMoment = (key: string): Codec<string> => ({
  key,
  fallback: "",
  parse: ([first = ""]) => {
    if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d{3})?Z)?$/.test(first)) return "";
    const time = Date.parse(first.length === 10 ? `${first}T00:00:00Z` : first);
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(first.replace("Z", ""))
      ? first
      : "";
  },
  format: (value) => [value],
});

/** A switch that is on by one word and off by its absence. */
export const flag = (key: string, word: string): Codec<boolean> => ({
  key,
  fallback: false,
  parse: ([first]) => first === word,
  format: (value) => (value ? [word] : []),
});

/** The words of a set that a type names; the compiler asks for each of them. */
export const keysOf = <Key extends PropertyKey>(
  record: { readonly [Each in Key]: unknown },
): Key[] => Object.keys(record).filter((key): key is Key & string => Object.hasOwn(record, key));

/** A state of which every parameter has been read. */
function complete<State>(state: Partial<State>, names: readonly (keyof State)[]): State {
  const whole = (given: Partial<State>): given is State => names.every((name) => name in given);
  if (!whole(state)) throw new Error("a parameter was not read");
  return state;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const clean = (value: string) => value.replace(/[\u0000-\u001f\u007f]/g, "");
