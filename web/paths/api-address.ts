import type { AllConnections, ApiPath, ParamsOf, QueryOf } from "../../server/contract";
import { allConnections } from "./paths";

/** All connections together have no name in a page's address, and one in the API's. */
const everyConnection: AllConnections = "all";
export const connectionParam = (connection: string): string =>
  connection === allConnections ? everyConnection : connection;

/** Refuses keys that are not the endpoint's, also where the query is not written in place. */
export type Exact<Known, Given> = Given & Record<Exclude<keyof Given, keyof Known>, never>;

/**
 * The address of an endpoint below the base: its parameters encoded, several values by comma, and what is empty or
 * undefined left out.
 */
export function apiAddress<Path extends ApiPath, Query extends QueryOf<Path>>(
  path: Path,
  params: ParamsOf<Path>,
  query: Exact<QueryOf<Path>, Query>,
): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries<unknown>(query)) {
    const text = value === undefined ? "" : Array.isArray(value) ? value.join(",") : String(value);
    if (text !== "") search.set(key, text);
  }
  const address = filledAddress(path, params);
  return search.size === 0 ? address : `${address}?${search}`;
}

/** The address of an endpoint's path below the base, its parameters encoded, without a query. */
export function filledAddress(path: string, params: Readonly<Record<string, string>>): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_part, name: string) =>
    encodeURIComponent(params[name] ?? ""),
  );
  return `/api${filled}`;
}
