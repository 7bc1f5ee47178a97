import type { Order } from "../../server/contract";
import { oneOf, text, wholeNumber, words } from "./codecs";

export const pageSizes = [10, 20, 50, 100] as const;
/** What a long history is offered beside them: it is read in parts as it is scrolled. */
export const largePageSizes = [500, "all"] as const;
/** How many rows a page has; `all` is the whole list on one page. */
export type PageSize = number | "all";
const defaultSize: number = 20;
const orders: readonly Order[] = ["asc", "desc"];

/** What every list keeps in the address. Columns are kept as those put away, so new ones show in old links. */
export interface ListState<Sort extends string = string, Size extends PageSize = number> {
  q: string;
  status: readonly string[];
  sort: Sort;
  order: Order;
  page: number;
  size: Size;
  hidden: readonly string[];
}

/** What a page of any list takes. */
export const pageParams = {
  page: wholeNumber("page", 1),
  size: oneOf<number>("size", pageSizes, defaultSize),
};
export const searchText = text("q", 200);

/** The parameters of a list that is searched, filtered by status, sorted and whose columns can be put away. */
export const listParams = <Sort extends string>(sorts: readonly Sort[], sort: Sort) => ({
  q: searchText,
  status: words("status"),
  sort: oneOf("sort", sorts, sort),
  order: oneOf("order", orders, "desc"),
  ...pageParams,
  hidden: words("hide"),
});

/** The sizes of a list that may be shown whole. */
export const anySize = oneOf<PageSize>("size", [...pageSizes, ...largePageSizes], defaultSize);
