import type { AtRiskSort, Order } from "../../server/contract";
import { keysOf, oneOf, searchParams } from "./codecs";
import { pageParams, searchText } from "./list-state";

/** What the at-risk page keeps in the address. */
export interface AtRiskState {
  q: string;
  sort: AtRiskSort;
  order: Order;
  page: number;
  size: number;
}

/** The columns that the list can be sorted by; the first, ascending, is the order of need. */
export const atRiskSorts = keysOf<AtRiskSort>({
  good: true,
  name: true,
  failedSince: true,
  lastFailure: true,
  owner: true,
  workspace: true,
});

export const atRiskParams = searchParams<AtRiskState>({
  q: searchText,
  sort: oneOf("sort", atRiskSorts, "good"),
  order: oneOf<Order>("order", ["asc", "desc"], "asc"),
  ...pageParams,
});

/** What the API is asked for one page of the list. */
export const atRiskReadOf = ({ page, size, q, sort, order }: AtRiskState) => ({
  page,
  size,
  q,
  sort,
  order,
});
