import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvRow } from "./csv";

/** A reader of RFC 4180, written for the test alone. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (quoted && sign === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === ",") {
      row.push(cell);
      cell = "";
    } else if (!quoted && sign === "\r" && text[at + 1] === "\n") {
      rows.push([...row, cell]);
      row = [];
      cell = "";
      at += 1;
    } else cell += sign;
  }
  expect([quoted, row, cell]).toEqual([false, [], ""]);
  return rows;
}

const harmful = /^[=+\-@\t\r\n＝＋－＠]/;

describe("a row of CSV", () => {
  it("quotes by RFC 4180", () => {
    expect(csvRow(["a", 'say "hi"', "x,y", "two\nlines", null, 3, true])).toBe(
      'a,"say ""hi""","x,y","two\nlines",,3,true\r\n',
    );
  });

  it.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    " =1",
    "\u200b=1",
    "\ufeff=1",
    '=HYPERLINK("http://x","y")',
  ])("disarms %j", (text) => {
    expect(parse(csvRow([text]))).toEqual([[`'${text}`]]);
  });

  it("leaves ordinary texts and negative numbers alone", () => {
    expect(csvRow(["dsw-1", "a=b", "仓库", "3 - 2", -5, ""])).toBe("dsw-1,a=b,仓库,3 - 2,-5,\r\n");
  });

  it("reads back as written, with nothing that a spreadsheet runs", () => {
    const start = fc.constantFrom(
      "",
      "=",
      "+",
      "-",
      "@",
      "\t",
      "\r",
      "\n",
      "＝",
      " ",
      '"',
      ",",
      "'",
    );
    const text = fc.tuple(start, fc.string({ unit: "binary" })).map((pair) => pair.join(""));
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1 }),
        fc.array(text, { minLength: 1 }),
        (one, two) => {
          const rows = parse(csvRow(one) + csvRow(two));
          expect(rows).toHaveLength(2);
          for (const [row, cells] of [
            [rows[0] ?? [], one],
            [rows[1] ?? [], two],
          ] as const) {
            expect(row).toHaveLength(cells.length);
            row.forEach((cell, index) => {
              expect(cell).not.toMatch(harmful);
              expect([cells[index], `'${cells[index]}`]).toContain(cell);
            });
          }
        },
      ),
    );
  });
});
