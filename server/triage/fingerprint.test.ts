import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fingerprint } from "./fingerprint";
import { apart, together } from "./fingerprint.table";

const of = (reasonMessage: string | null, reasonCode: string | null = null) =>
  fingerprint({ reasonCode, reasonMessage });

describe("messages of one group", () => {
  it.each(together)("%s | %s", (one, other) => {
    expect(of(other).pattern.length).toBeGreaterThan(0);
    expect([of(one).key, of(one).pattern]).toEqual([of(other).key, expect.any(String)]);
  });
});

describe("messages of different groups", () => {
  it.each(apart)("%s | %s", (one, other) => {
    expect(of(one).key).not.toBe(of(other).key);
  });
});

describe("the table as a whole", () => {
  it("never masks the same pair in two ways, and masks each pattern to itself", () => {
    for (const message of [...together, ...apart].flat()) {
      const { pattern, key } = of(message);
      expect(of(pattern).pattern).toBe(pattern);
      expect(of(pattern).key).toBe(key);
    }
  });
});

describe("reason codes", () => {
  it("separate groups, whatever their case; all forms of no reason are one", () => {
    expect(of("denied", "PushFailed").key).toBe(of("denied", "pushfailed").key);
    expect(of("denied", "PushFailed").key).not.toBe(of("denied", "CommitFailed").key);
    expect(of("denied", "null").key).toBe(of("denied").key);
    expect(of("denied", " ").code).toBeNull();
    expect(of(null).key).toBe(of("null").key);
    expect(of(null)).toMatchObject({ code: null, pattern: "", parts: [] });
  });
});

describe("the parts", () => {
  it("have the tags of a page as plain text, under the fingerprint of before", () => {
    const reasonMessage =
      "unexpected status 502: <html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<h1>502 Bad Gateway</h1><br/><hr><center>nginx</center>\r\n</body>\r\n</html>, pulled from /data/layers <h1";
    const { key, parts } = fingerprint({ reasonCode: "X", reasonMessage });
    expect(parts).toEqual([
      {
        kind: "text",
        text: "unexpected status 502: <html> <head><title>502 Bad Gateway</title></head> <body> <h1>502 Bad Gateway</h1><br/><hr><center>nginx</center> </body> </html>, pulled from ",
      },
      { kind: "path", text: "/data/layers" },
      { kind: "text", text: " <" },
      { kind: "id", text: "h1" },
    ]);
    expect(key).toBe("f1-e28e4d9006f96cb8");
  });

  it("show each variable part with its own value", () => {
    expect(
      of("实例 dsw-730abcd 推送 registry.example.com/team/app:v1 失败,耗时 30 秒").parts,
    ).toEqual([
      { kind: "text", text: "实例 " },
      { kind: "id", text: "dsw-730abcd" },
      { kind: "text", text: " 推送 " },
      { kind: "image", text: "registry.example.com/team/app:v1" },
      { kind: "text", text: " 失败,耗时 " },
      { kind: "time", text: "30 秒" },
    ]);
  });
});

const idText = fc.stringMatching(/^[a-z0-9]{6,20}$/);
const values = fc.record({
  instance: idText.map((id) => `dsw-${id}`),
  snapshot: idText.map((id) => `snp-${id}`),
  request: fc.uuid().map((id) => id.toUpperCase()),
  digest: fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`),
  tries: fc.nat(1e9),
  at: fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
    .map((d) => d.toISOString()),
  address: fc
    .tuple(fc.ipV4(), fc.integer({ min: 1, max: 65535 }))
    .map(([ip, port]) => `${ip}:${port}`),
  size: fc.tuple(fc.nat(9999), fc.constantFrom("GB", " GiB", "MB", "KiB")).map((p) => p.join("")),
  wait: fc
    .tuple(fc.nat(9999), fc.constantFrom("s", "m", " seconds", " minutes", "h"))
    .map((p) => p.join("")),
});
type Values = typeof values extends fc.Arbitrary<infer V> ? V : never;
const english = (v: Values) =>
  `Instance ${v.instance}: push of ${v.digest} (snapshot ${v.snapshot}) failed at ${v.at} after ${v.wait} and ${v.tries} tries of ${v.size}: dial tcp ${v.address}: i/o timeout, RequestId: ${v.request}`;
const chinese = (v: Values) =>
  `实例${v.instance}于${v.at}推送快照${v.snapshot}失败：连接${v.address}超时，耗时${v.wait}，已重试${v.tries}次，层大小${v.size}，摘要${v.digest}，请求ID：${v.request}`;

describe("properties", () => {
  it.each([
    ["English", english],
    ["Chinese", chinese],
  ])("other values, same key: %s", (_language, sentence) => {
    fc.assert(
      fc.property(values, values, (one, other) => {
        expect(of(sentence(one)).pattern).toBe(of(sentence(other)).pattern);
        expect(of(sentence(one)).key).toBe(of(sentence(other)).key);
      }),
    );
  });

  it("gives the same key every time, well formed, and never throws", () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.string({ unit: "grapheme", maxLength: 300 }),
      fc
        .array(
          fc.constantFrom(
            "\ud800",
            '"',
            "'",
            "<id>",
            "://",
            "@",
            ":",
            "[::",
            "1,234",
            " ",
            "dsw-",
            "仓库",
            "，",
          ),
        )
        .map((p) => p.join("")),
    );
    fc.assert(
      fc.property(anything, fc.option(anything), (message, code) => {
        const first = of(message, code);
        expect(first.key).toMatch(/^f1-[0-9a-f]{16}$/);
        expect(of(message, code)).toEqual(first);
        expect(first.parts.every((part) => part.text !== "")).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps other wording apart: a word more is another pattern", () => {
    const word = fc.stringMatching(/^[a-z]{3,12}$/);
    fc.assert(
      fc.property(word, word, (one, other) => {
        fc.pre(one !== other);
        expect(of(`push failed because ${one}`).key).not.toBe(
          of(`push failed because ${other}`).key,
        );
      }),
    );
  });
});

describe("hostile input", () => {
  const wild = [
    "a",
    "a.",
    "a:",
    "1:",
    "/a",
    '"',
    "'",
    "[::",
    "a@",
    "=",
    "://",
    "1,234,",
    "é",
    "仓",
    "a-",
    "\\n",
    "<id>",
    "0",
    "ﷺ",
    "x://",
  ];
  it.each(wild)("of 100 kB of %j no more is read than of 5 kB", (unit) => {
    const long = of(unit.repeat(Math.ceil(100_000 / unit.length)));
    expect(long).toEqual(of(unit.repeat(Math.ceil(5_000 / unit.length))));
    expect(long.key).toMatch(/^f1-/);
  });

  it("counts the head only: what follows the bound changes nothing", () => {
    const head = "denied: requested access to the resource is denied. ".repeat(100);
    expect(of(`${head} one`).key).toBe(of(`${head} another`).key);
  });
});
