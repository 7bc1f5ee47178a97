import { apiAddress } from "./api-address";
import { instanceParams, instanceReadOf } from "./instances";

/**
 * What the API is asked first by every page, and by the list of instances of a connection: addresses below the base,
 * word for word the browser's. The other lists are asked with what only the browser knows, or after something else.
 * @param connection null for a page that lists no instances
 */
export function firstReads(connection: string | null, search: URLSearchParams): string[] {
  const reads = [apiAddress("/connections", {}, {})];
  if (connection !== null) {
    const state = instanceParams.parse(search);
    reads.push(apiAddress("/{connection}/instances", { connection }, instanceReadOf(state)));
  }
  return reads;
}
