import { searchParams } from "./codecs";
import { pageParams, searchText } from "./list-state";

/** What the at-risk page keeps in the address. */
export interface AtRiskState {
  q: string;
  page: number;
  size: number;
}

export const atRiskParams = searchParams<AtRiskState>({ q: searchText, ...pageParams });
