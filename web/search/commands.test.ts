import { Search } from "lucide-react";
import { describe, expect, it } from "vitest";
import { type Command, rankCommands } from "./commands";

const command = (label: string, also = ""): Command => ({
  id: label,
  label,
  also,
  icon: Search,
  does: { href: "/" },
});
const commands = [
  command("Go to Instances", "实例"),
  command("Go to Failures", "failed pushes 推送失败"),
  command("Switch to dark theme", "appearance 主题"),
  command("切换到 English", "language 语言"),
  command("Theme settings"),
];
const found = (text: string) => rankCommands(commands, text).map(({ label }) => label);

describe("rankCommands", () => {
  it("finds a command by the beginnings of its words, in any order", () => {
    expect(found("fail")).toEqual(["Go to Failures"]);
    expect(found("theme sw")).toEqual(["Switch to dark theme"]);
    expect(found("ail")).toEqual([]);
    expect(found("theme unheard")).toEqual([]);
    expect(found("  ")).toEqual([]);
  });

  it("puts what begins with the text first, then what has it in its name, then other words", () => {
    expect(found("theme")).toEqual(["Theme settings", "Switch to dark theme"]);
    expect(found("go to")).toEqual(["Go to Instances", "Go to Failures"]);
    expect(found("LANG")).toEqual(["切换到 English"]);
  });

  it("finds Chinese by any part", () => {
    expect(found("换到")).toEqual(["切换到 English"]);
    expect(found("失败")).toEqual(["Go to Failures"]);
  });
});
