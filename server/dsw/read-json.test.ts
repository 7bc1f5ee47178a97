import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSnapshotPage } from "./parse-results";
import { readJson } from "./read-json";

describe("JSON", () => {
  it("is read as it is", () => {
    const text = '{"a":["完成 🚀","\\u5b8c","\\ud83d\\ude80","\\\\u0000",1,null]}';
    expect(readJson(text)).toEqual({ a: ["完成 🚀", "完", "🚀", "\\u0000", 1, null] });
    expect(() => readJson('{"a":')).toThrow(SyntaxError);
  });

  it("has a mark in place of NUL and of lone surrogates, which no database takes", () => {
    expect(readJson('["push\\u0000failed","a\\uD800b\\udc00c"]')).toEqual([
      "push\u2400failed",
      "a\ufffdb\ufffdc",
    ]);
    const unit = fc.constantFrom("\0", "\ud83d", "\ude80", "\\", '"', "u", "0", "d8", "完");
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const sent = Buffer.from(JSON.stringify({ text: [text] })).toString("utf8");
        const [read] = Object.values(Object(readJson(sent))).flat();
        expect(read).not.toContain("\0");
        expect(Buffer.from(String(read), "utf8").toString("utf8")).toBe(read);
        expect(String(read).length).toBe(text.length);
      }),
    );
  });

  it("is marked in a field of JSON too", () => {
    const labels = JSON.stringify({ "k\0": "v\0" });
    const body = { TotalCount: 1, Snapshots: [{ SnapshotId: "s", Labels: labels }] };
    const page = parseSnapshotPage({ body, requestId: null }, "i", { page: 1, size: 10 }, 0);
    expect(page.items[0]?.labels).toEqual([{ key: "k\u2400", value: "v\u2400" }]);
  });
});
