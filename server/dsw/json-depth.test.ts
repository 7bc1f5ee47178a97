import fc from "fast-check";
import { expect, it } from "vitest";
import { isNestedDeeperThan } from "./json-depth";
import { parseResponse } from "./parse-response";

const depthOf = (value: unknown): number =>
  typeof value === "object" && value !== null
    ? 1 + Math.max(0, ...Object.values(value).map(depthOf))
    : 0;

it("agrees with the depth of the parsed JSON, whatever its strings contain", () => {
  const json = fc.json({ maxDepth: 8, stringUnit: fc.constantFrom("[", "{", '"', "\\", "}", "é") });
  fc.assert(
    fc.property(json, (text) => {
      const depth = depthOf(JSON.parse(text));
      expect(isNestedDeeperThan(depth, Buffer.from(text))).toBe(false);
      if (depth > 0) expect(isNestedDeeperThan(depth - 1, Buffer.from(text))).toBe(true);
    }),
  );
});

it("refuses five million levels before they are parsed", () => {
  const levels = 5_000_000;
  const body = Buffer.from(`{"Snapshots":${"[".repeat(levels)}${"]".repeat(levels)}}`);
  const before = process.memoryUsage().heapUsed;
  expect(() => parseResponse("ListInstances", { status: 200, headers: {}, body }, 0)).toThrow(
    "The response to ListInstances is nested deeper than 64 levels.",
  );
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(20_000_000);
});
