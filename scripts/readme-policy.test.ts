import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { z } from "zod";
import { permissionLine } from "../server/startup/permission-line";

const root = fileURLToPath(new URL("..", import.meta.url));
const policySchema = z.strictObject({
  Version: z.literal("1"),
  Statement: z.array(
    z.strictObject({
      Effect: z.literal("Allow"),
      Action: z.array(z.string()),
      Resource: z.literal("*"),
    }),
  ),
});

/** The RAM actions of a document's policy, by statement. */
function statementsOf(text: string): string[][] {
  const [, json = ""] = /```json\n(\{\s*"Version"[\s\S]*?)```/.exec(text) ?? [];
  return policySchema.parse(JSON.parse(json)).Statement.map(({ Action }) => Action);
}

it.each(["README.md", "README.zh-CN.md"])(
  "the policy in %s is valid, reads only, and each action is explained and told at start",
  (file) => {
    const text = readFileSync(`${root}/${file}`, "utf8");
    const [floor = [], optional = []] = statementsOf(text);
    expect(floor).toEqual([
      "paidsw:ListInstances",
      "paidsw:GetInstance",
      "paidsw:ListInstanceSnapshot",
      "paidsw:GetInstanceSnapshot",
    ]);
    const rows = text.split("\n").filter((line) => line.startsWith("| `"));
    const line = permissionLine("c", {}, "unknown");
    for (const action of [...floor, ...optional]) {
      expect(action).toMatch(/^(paidsw|PaiImage):(Get|List)\w+$/);
      expect(rows.some((row) => row.includes(`\`${action}\``))).toBe(true);
      expect(line).toContain(action);
    }
    const told = line.match(/\w+:(Get|List)\w+/g) ?? [];
    expect(told.toSorted()).toEqual([...floor, ...optional].toSorted());
  },
);
