import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { snapshotListCommand } from "./cli-command";

/** The words that a shell gives `aliyun` when it runs these lines. */
function argumentsOf(commands: readonly string[]): string[][] {
  const script = `aliyun() { printf '%s\\0' "$@"; printf '\\0'; }\n${commands.join("\n")}\n`;
  const out = execFileSync("sh", ["-s"], { input: script, encoding: "utf8", cwd: "/" });
  // Each word ends in a NUL, and each command in one more: an id here is never empty.
  return out
    .split("\0\0")
    .slice(0, -1)
    .map((line) => line.split("\0"));
}

const words = (instanceId: string, region: string) => [
  "list-instance-snapshot",
  "--instance-id",
  instanceId,
  "--region",
  region,
  "--api-version",
  "2022-01-01",
];

describe("the vendor's command line", () => {
  it("is in its current form, plain where nothing needs quoting", () => {
    const command = snapshotListCommand({ instanceId: "dsw-730abc", region: "cn-hangzhou" });
    expect(command).toBe(
      "aliyun pai-dsw list-instance-snapshot --instance-id dsw-730abc --region cn-hangzhou --api-version 2022-01-01",
    );
  });

  it("comes out of a shell with the words that went in", () => {
    const sign = fc.constantFrom(
      ...["'", '"', "`", "$(id)", "$HOME", "\\", "\n", "\t", " ", "*", "~", "!", ";", "|", "&"],
      ...["#", "-", "--", "=", "{a,b}", "<", ">", "?", "[a]", "训练", "😀", "%2f", "\r", "x"],
    );
    const wild = fc
      .array(fc.oneof(sign, fc.string({ unit: "grapheme", maxLength: 3 })), {
        minLength: 1,
        maxLength: 10,
      })
      .map((parts) => parts.join("").replaceAll("\0", ""))
      .filter((text) => text !== "");
    const ids = fc.sample(fc.tuple(wild, wild), 500);
    const commands = ids.map(([instanceId, region]) => snapshotListCommand({ instanceId, region }));
    expect(argumentsOf(commands)).toEqual(
      ids.map(([instanceId, region]) => ["pai-dsw", ...words(instanceId, region)]),
    );
  });

  it("marks a NUL, which no shell can pass on", () => {
    const command = snapshotListCommand({ instanceId: "a\0b", region: "c" });
    expect(argumentsOf([command])).toEqual([["pai-dsw", ...words("a\u2400b", "c")]]);
  });
});
