/**
 * Put before the first row of a file: without it Excel reads UTF-8 as the system's own
 * encoding, and Chinese names become unreadable.
 */
export const byteOrderMark = "\uFEFF";

export type CsvCell = string | number | boolean | null;

/**
 * One row of CSV with its line end: quoted by RFC 4180, safe to open in a spreadsheet. A text that a
 * spreadsheet could take for a formula gets an apostrophe in front (OWASP, "CSV Injection"): it starts
 * with `=`, `+`, `-`, `@` or a full-width form of them, blanks and invisible characters before it not
 * counted, or with a tab or a line break. Numbers stay numbers.
 *
 * A text of digits that a spreadsheet would round or rewrite as a number gets a tab in front, by which it stays text
 * there: more than 15 digits, as ids have, a leading zero, or an exponent. What reads numbers skips the tab.
 *
 * The same guard stands inside a text, behind a semicolon, a tab or a line break: where a spreadsheet
 * separates cells by semicolon or tab, it splits there, since a quote in mid-cell means nothing to it.
 */
export function csvRow(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const inside = cell.replace(cellStart, (found, at: number) =>
    formulaSign.test(cell[at + found.length] ?? "") ? `${found}'` : found,
  );
  const text = formulaStart.test(inside)
    ? `'${inside}`
    : numberThatChanges.test(inside)
      ? `\t${inside}`
      : inside;
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

const numberThatChanges = /^(?:\d{16,}|0\d+|\d+(?:\.\d+)?e\d+)$/i;
const formulaSign = /[=+\-@＝＋－＠﹢﹣﹦﹫]/u;
const formulaStart = /^(?:[\t\r\n\0]|["\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠﹢﹣﹦﹫])/u;
/** A separator that is not ours, with what does not keep a formula from being one. */
const cellStart = /[;\t\r\n]["\s\p{Cf}\p{Cc}]*/gu;
