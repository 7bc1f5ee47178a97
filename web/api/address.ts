import type { ApiPath, ParamsOf, QueryOf } from "../../server/contract";
import { apiAddress, type Exact, filledAddress } from "../paths/api-address";
import { basePath } from "../paths/base-path";

/** The address of an endpoint, as the browser asks for it. */
export const apiPath = <Path extends ApiPath, Query extends QueryOf<Path>>(
  path: Path,
  params: ParamsOf<Path>,
  query: Exact<QueryOf<Path>, Query>,
): string => basePath + apiAddress<Path, Query>(path, params, query);

/** The address of an endpoint's path, its parameters encoded, without a query. */
export const filledPath = (path: string, params: Readonly<Record<string, string>>): string =>
  basePath + filledAddress(path, params);
