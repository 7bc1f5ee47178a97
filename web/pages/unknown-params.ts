/**
 * What of an address's parameters a page did not understand. A page works with the rest; this is how
 * it comes to say so.
 */
import { matchPath } from "react-router";
import { isLanguage } from "../i18n/language";
import { atRiskParams } from "../paths/at-risk";
import { asSearch, type UnknownParams } from "../paths/codecs";
import { compareParams } from "../paths/compare";
import { failureParams } from "../paths/failures";
import { instanceParams } from "../paths/instances";
import { patterns } from "../paths/paths";
import { snapshotParams } from "../paths/snapshots";
import { decodeDigest } from "../share/digest";
import { asParameter } from "../share/shared-view";

const under = `/${patterns.connection}`;
const pages: readonly (readonly [string, (given: URLSearchParams) => UnknownParams])[] = [
  [`/${patterns.failures}`, failureParams.findUnknown],
  [`${under}/${patterns.instances}`, instanceParams.findUnknown],
  [`${under}/${patterns.failures}`, failureParams.findUnknown],
  [`${under}/${patterns.atRisk}`, atRiskParams.findUnknown],
  [`${under}/${patterns.compare}`, compareParams.findUnknown],
  [`${under}/${patterns.instance}`, snapshotParams.findUnknown],
  [`${under}/${patterns.instance}/${patterns.snapshot}`, snapshotParams.findUnknown],
];

/** Parameters that every page takes beside its own. */
const everywhere = new Map<string, (value: string) => boolean>([
  [asParameter, (value) => decodeDigest(value) !== null],
  ["lang", isLanguage],
]);

/** Checks an address by the page it leads to. A page without parameters of its own has no complaint. */
export function findUnknownParams(pathname: string, search: string): UnknownParams {
  const find = pages.find(([pattern]) => matchPath(pattern, pathname) !== null)?.[1];
  if (!find) return { parts: [], kept: search };
  const given = [...new URLSearchParams(search)];
  const shared = given.filter(([key, value]) => everywhere.get(key)?.(value));
  const own = given.filter((pair) => !shared.includes(pair));
  const { parts, kept } = find(new URLSearchParams(own));
  const whole = new URLSearchParams(kept);
  for (const [key, value] of shared) whole.append(key, value);
  return { parts, kept: asSearch(whole) };
}
