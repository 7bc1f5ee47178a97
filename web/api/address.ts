import type { AllConnections, ApiPath, ParamsOf, QueryOf } from "../../server/contract";
import { basePath } from "../paths/base-path";
import { allConnections } from "../paths/paths";

/** Refuses keys that are not the endpoint's, also where the query is not written in place. */
type Exact<Known, Given> = Given & Record<Exclude<keyof Given, keyof Known>, never>;

/** All connections together have no name in a page's address, and one in the API's. */
const everyConnection: AllConnections = "all";
export const connectionParam = (connection: string): string =>
  connection === allConnections ? everyConnection : connection;

/**
 * The address of an endpoint: its parameters encoded, several values by comma, and what is empty or
 * undefined left out.
 */
export function apiPath<Path extends ApiPath, Query extends QueryOf<Path>>(
  path: Path,
  params: ParamsOf<Path>,
  query: Exact<QueryOf<Path>, Query>,
): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries<unknown>(query)) {
    const text = value === undefined ? "" : Array.isArray(value) ? value.join(",") : String(value);
    if (text !== "") search.set(key, text);
  }
  const address = filledPath(path, params);
  return search.size === 0 ? address : `${address}?${search}`;
}

/** The address of an endpoint's path, its parameters encoded, without a query. */
export function filledPath(path: string, params: Readonly<Record<string, string>>): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_part, name: string) =>
    encodeURIComponent(params[name] ?? ""),
  );
  return `${basePath}/api${filled}`;
}
