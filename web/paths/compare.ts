import { flag, searchParams, text } from "./codecs";

/** What the compare page keeps in the address: two snapshot ids, each empty while not chosen. */
export interface CompareState {
  /** The left one, the older where the app made the link. */
  a: string;
  b: string;
  onlyDifferent: boolean;
}

export const compareParams = searchParams<CompareState>({
  a: text("a", 128),
  b: text("b", 128),
  onlyDifferent: flag("only", "diff"),
});
