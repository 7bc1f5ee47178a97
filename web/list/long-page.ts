/** More rows than this are not all put in the document: only those near the view. */
export const longFrom = 100;

/** The rows of a page of which only some are read. */
export interface LongPage {
  /** Rows on the page, those not read yet included. */
  count: number;
  /** Where each row that is read is on the page, counted from 0. */
  indexes: readonly number[];
  /** Where the open row is; -1 where that is not known. */
  openIndex: number;
  /** Names the list: another one starts at its top. */
  list: string;
  /** Called with the first and the last row near the view. */
  onRange: (first: number, last: number) => void;
}

export const isLong = (rows: LongPage | undefined): rows is LongPage =>
  rows !== undefined && rows.count > longFrom;
