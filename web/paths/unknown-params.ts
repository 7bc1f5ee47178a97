/**
 * What of an address's parameters a page did not understand. A page works with the rest; this is how
 * it comes to say so.
 */
import { matchPath } from "react-router";
import { isLanguage } from "../i18n/language";
import { decodeDigest } from "../share/digest";
import { asParameter } from "../share/shared-view";
import {
  parseAtRisk,
  parseCompare,
  parseFailures,
  parseInstances,
  parseSnapshots,
  paths,
  serializeAtRisk,
  serializeCompare,
  serializeFailures,
  serializeInstances,
  serializeSnapshots,
} from "./paths";

/** How a page reads its parameters and writes them, from links.ts. */
interface Form<State> {
  read: (search: URLSearchParams) => State;
  write: (state: State) => string;
}

export interface UnknownParams {
  /** What was not understood, as `key=value`, each once, in the order given. */
  parts: string[];
  /** The query string of what was understood, `?` included: the same page, without the rest. */
  kept: string;
}

/**
 * Compares what an address holds with what its reader kept of it, so that a parameter that is read
 * is never listed a second time here.
 */
export function checkSearch<State extends object>(
  given: URLSearchParams,
  { read, write }: Form<State>,
): UnknownParams {
  const canonical = (search: URLSearchParams) => write(read(search));
  const kept = canonical(given);
  const understood = new URLSearchParams(kept);
  // The canonical form leaves defaults out; whoever writes them out means them all the same.
  for (const [key, value] of Object.entries(read(new URLSearchParams()))) {
    const plain = typeof value === "string" || typeof value === "number";
    if (plain && !understood.has(key)) understood.set(key, String(value));
  }
  const known = (key: string) =>
    understood.has(key) ||
    new URLSearchParams(canonical(new URLSearchParams([[key, "x"]]))).has(key);

  const parts = [...given]
    .filter(([key, value]) => {
      if (key.startsWith("utm_")) return false;
      // A form that was sent without a choice: nothing was asked for.
      if (value === "" && known(key)) return false;
      const values = understood.getAll(key);
      return !values.includes(value) && !values.includes(value.trim());
    })
    .map(([key, value]) => `${key}=${value}`);
  return { parts: [...new Set(parts)], kept };
}

/** A form whose state is its own affair, so that forms of different states share one table. */
const form =
  <State extends object>(form: Form<State>) =>
  (given: URLSearchParams) =>
    checkSearch(given, form);

const instances = form({ read: parseInstances, write: serializeInstances });
const snapshots = form({ read: parseSnapshots, write: serializeSnapshots });
const failures = form({ read: parseFailures, write: serializeFailures });
const risk = form({ read: parseAtRisk, write: serializeAtRisk });
const compare = form({ read: parseCompare, write: serializeCompare });

const under = `/${paths.connection}`;
const forms: readonly (readonly [string, (given: URLSearchParams) => UnknownParams])[] = [
  [`/${paths.failures}`, failures],
  [`${under}/${paths.instances}`, instances],
  [`${under}/${paths.failures}`, failures],
  [`${under}/${paths.recoverability}`, risk],
  [`${under}/${paths.compare}`, compare],
  [`${under}/${paths.instance}`, snapshots],
  [`${under}/${paths.instance}/${paths.snapshot}`, snapshots],
];

/** Parameters that every page takes beside its own. */
const everywhere = new Map<string, (value: string) => boolean>([
  [asParameter, (value) => decodeDigest(value) !== null],
  ["lang", isLanguage],
]);

/** Checks an address by the page it leads to. A page without parameters of its own has no complaint. */
export function findUnknownParams(pathname: string, search: string): UnknownParams {
  const check = forms.find(([pattern]) => matchPath(pattern, pathname) !== null)?.[1];
  if (!check) return { parts: [], kept: search };
  const given = [...new URLSearchParams(search)];
  const shared = given.filter(([key, value]) => everywhere.get(key)?.(value));
  const own = given.filter((pair) => !shared.includes(pair));
  const { parts, kept } = check(new URLSearchParams(own));
  const whole = new URLSearchParams(kept);
  for (const [key, value] of shared) whole.append(key, value);
  return { parts, kept: whole.size === 0 ? "" : `?${whole}` };
}
