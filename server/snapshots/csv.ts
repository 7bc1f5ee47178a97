/**
 * Put before the first row of a file: without this mark Excel reads UTF-8 as the system's own
 * encoding, and Chinese names become unreadable.
 */
export const csvMark = "\uFEFF";

export type CsvCell = string | number | boolean | null;

/**
 * One row of CSV with its line end: quoted by RFC 4180, safe to open in a spreadsheet. A text that a
 * spreadsheet could take for a formula gets an apostrophe in front (OWASP, "CSV Injection"): it starts
 * with `=`, `+`, `-`, `@` or a full-width form of them, blanks and invisible marks before it not
 * counted, or with a tab or a line break. Numbers stay numbers.
 */
export function csvRow(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const text = formulaStart.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

const formulaStart = /^(?:[\t\r\n\0]|[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠﹢﹣﹦﹫])/u;
