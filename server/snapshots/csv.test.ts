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
    ["123456789012345678", "\t123456789012345678"],
    ["007", "\t007"],
    ["1e5", "\t1e5"],
    ["123456789012345", "123456789012345"],
    ["0", "0"],
    ["12345", "12345"],
    ["snp-123456789012345678", "snp-123456789012345678"],
  ])("keeps the digits of %j in a spreadsheet", (text, cell) => {
    expect(parse(csvRow([text]))).toEqual([[cell]]);
    // Whoever reads numbers has the same one.
    if (/^\d+$/.test(text)) expect(BigInt(cell)).toBe(BigInt(text));
  });

  it.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    '"=1',
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

  it.each([
    ["\t=1", "'\t'=1"],
    ["\r=1", "'\r'=1"],
    ["\n=1", "'\n'=1"],
    ["a;=1+1", "a;'=1+1"],
    ["a; \u200b@x", "a; \u200b'@x"],
    ['a;"=1"', 'a;"\'=1"'],
    ["a\t-1\n＋1", "a\t'-1\n'＋1"],
    ["a; b=1;c", "a; b=1;c"],
  ])(
    "disarms %j where a spreadsheet splits at a semicolon, a tab or a line break",
    (text, safe) => {
      expect(parse(csvRow([text]))).toEqual([[safe]]);
    },
  );

  it("costs time in proportion to the text", () => {
    const text = "\t".repeat(1_000_000);
    expect(csvRow([text])).toBe(`"'${text}"\r\n`);
  });

  it("begins no formula wherever a spreadsheet splits it, for any text", () => {
    const unit = fc.constantFrom(..."=+-@＝;\t\r\n \",'a\u200b");
    const texts = fc.array(fc.string({ unit, maxLength: 12 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(texts, (cells) => {
        const row = csvRow(cells);
        // Quotes are not read here: every place where a cell could begin is one.
        for (const cell of row.split(/[;\t\r\n]/)) {
          expect(cell).not.toMatch(/^["\s\u200b]*[=+\-@＝]/);
        }
        const [read] = parse(row);
        expect(read?.map((cell) => cell.replaceAll("'", ""))).toEqual(
          cells.map((cell) => cell.replaceAll("'", "")),
        );
      }),
    );
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
              expect(cell.replaceAll("'", "")).toBe(cells[index]?.replaceAll("'", ""));
            });
          }
        },
      ),
    );
  });
});
