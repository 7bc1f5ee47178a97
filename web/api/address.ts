import type { AllConnections, ApiPath, ParamsOf, QueryOf } from "../../server/contract";
import { apiAddress, type Exact, filledAddress } from "../paths/api-address";
import { basePath } from "../paths/base-path";
import { allConnections } from "../paths/paths";

/** All connections together have no name in a page's address, and one in the API's. */
const everyConnection: AllConnections = "all";
export const connectionParam = (connection: string): string =>
  connection === allConnections ? everyConnection : connection;

/** The address of an endpoint, as the browser asks for it. */
export const apiPath = <Path extends ApiPath, Query extends QueryOf<Path>>(
  path: Path,
  params: ParamsOf<Path>,
  query: Exact<QueryOf<Path>, Query>,
): string => basePath + apiAddress<Path, Query>(path, params, query);

/** The address of an endpoint's path, its parameters encoded, without a query. */
export const filledPath = (path: string, params: Readonly<Record<string, string>>): string =>
  basePath + filledAddress(path, params);
