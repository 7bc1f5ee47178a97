import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { phases } from "../../server/contract";
import { decodeDigest, differenceOf, encodeDigest } from "./digest";
import { mostCarried } from "./shown";

const at = Date.parse("2026-03-01T08:00:00Z");
const row = (id: string, phase: (typeof phases)[number] = "failed") => ({ id, phase });
const rows = fc.uniqueArray(
  fc.record({ id: fc.string({ minLength: 1 }), phase: fc.constantFrom(...phases) }),
  { selector: ({ id }) => id, maxLength: 20 },
);

describe("the digest in a link", () => {
  it("stays what it is", () => {
    const shown = { total: 2, rows: [row("snp-1"), row("snp-2", "succeeded")] };
    expect(encodeDigest(shown, at)).toMatchInlineSnapshot(`"tb7nk0.2.sr1Asbcb"`);
  });

  it("says of the very same view that nothing changed", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const shown = { total: given.length, rows: given };
        const shared = decodeDigest(encodeDigest(shown, at));
        expect(shared).toMatchObject({ at, total: given.length });
        expect(shared && differenceOf(shared, shown)).toEqual({
          at,
          was: given.length,
          is: given.length,
          changes: { succeeded: 0, failed: 0, gone: 0, fresh: 0 },
        });
      }),
    );
  });

  it("tells who recovered, failed, went and came", () => {
    const shared = decodeDigest(
      encodeDigest(
        { total: 4, rows: [row("a"), row("b", "inFlight"), row("c", "inFlight"), row("d")] },
        at,
      ),
    );
    const now = { total: 4, rows: [row("a"), row("b", "succeeded"), row("c"), row("e")] };
    expect(shared && differenceOf(shared, now).changes).toEqual({
      succeeded: 1,
      failed: 1,
      gone: 1,
      fresh: 1,
    });
  });

  it("carries counts only past its size, or where not every row is at hand", () => {
    const many = Array.from({ length: mostCarried + 1 }, (_, id) => row(String(id)));
    const text = encodeDigest({ total: many.length, rows: many }, at);
    expect(text.length).toBeLessThan(12);
    const shared = decodeDigest(text);
    expect(shared?.rows).toBeNull();
    expect(shared && differenceOf(shared, { total: 9, rows: [] })).toEqual({
      at,
      was: 101,
      is: 9,
      changes: null,
    });
    expect(encodeDigest({ total: 7, rows: [row("a")] }, at)).not.toMatch(/\..*\./);
  });

  it.each(["", "x", "1.2.AAAA", "1.1.AA", "1.1.A!AA", "1.1.AAAA.B", "-1.1", "1.zzzzzzzz"])(
    "reads nothing into %o",
    (text) => {
      expect(decodeDigest(text)).toBeNull();
    },
  );
});
