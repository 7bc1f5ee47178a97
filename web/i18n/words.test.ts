import { describe, expect, it } from "vitest";
import { en } from "./en";
import { zhCN } from "./zh-CN";

/** Every text of a catalogue with the path of its key. */
function textsOf(node: object, path = ""): [key: string, text: string][] {
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[path + key, value] as [string, string]]
      : textsOf(value, `${path}${key}.`),
  );
}

const english = textsOf(en);
const chinese = textsOf(zhCN);

const having = (texts: readonly [string, string][], pattern: RegExp) =>
  texts.filter(([, text]) => pattern.test(text)).map(([key, text]) => `${key}: ${text}`);

describe("the words of both languages", () => {
  it("have a space between a number and its unit", () => {
    const unit = "(?:h|min|s|ms|d|%s|[KMGT]i?B|days?|hours?|pushes|instances|vCPUs?|GPUs?)";
    expect(having(english, new RegExp(`(?:\\d|\\}\\})${unit}\\b`))).toEqual([]);
    // A number that a placeholder holds is told from a name by what follows it.
    expect(having(chinese, /(?:\d|\}\})(?:个|次|种|条|项|天|周|小时|分钟|秒|页|层|核|位)/)).toEqual(
      [],
    );
    expect(
      having(chinese, /[\p{Script=Han}](?:\d|\{\{(?:count|shown|total|read|hours|number)\}\})/u),
    ).toEqual([]);
  });

  it("have a space between Chinese and Latin letters", () => {
    expect(
      having(chinese, /\p{Script=Han}[A-Za-z]|[A-Za-z](?=\p{Script=Han})/u).filter(
        (line) => !/\{\{/.test(line),
      ),
    ).toEqual([]);
  });

  it("call an owner by one word, and an image's tag by its version", () => {
    expect(having(english, /\bcreator\b/i)).toEqual([]);
    expect(having(chinese, /创建者|拥有者|属主|归属人|负责人/)).toEqual([]);
    expect(having(chinese, /标签/).map((line) => line.split(":")[0])).toEqual([
      "actions.newTab",
      "snapshots.searchHint",
      "snapshots.detail.labels",
      "snapshots.detail.noLabels",
      "failures.searchHint",
      "search.hint",
      "search.newTab",
      "search.fields.label",
      "keys.newTab",
      "problems.origin.refused.remedy",
    ]);
  });

  it("are standard ones", () => {
    expect(
      having(
        english,
        /(?<!\{)\b(?:id|Id|ids|Ids)\b|made it|stands? together|one before|nothing holds|forget|everybody|somebody|read anew|on fire|95th|upstream|whoever runs|named views/,
      ),
    ).toEqual([]);
    expect(having(chinese, /卡住|上游|尚不清楚|逐条|消息|百分位|命名视图|经历|无从得知/)).toEqual(
      [],
    );
  });
});

describe("what is counted", () => {
  it("has a singular and a plural", () => {
    const keys = new Map(textsOf(en));
    const single = [...keys].filter(
      ([key, text]) => /\{\{(?:count|formatted)\}\}/.test(text) && !/_(?:one|other)$/.test(key),
    );
    // The count stands alone in these: no word follows its number.
    expect(single.map(([key]) => key)).toEqual([
      "instances.gpu",
      "failures.more",
      "failures.fire.leading",
      "failures.fire.leadingOn",
    ]);
    for (const key of keys.keys()) {
      const [base, form] = key.split(/_(?=(?:one|other)$)/);
      if (form === undefined) continue;
      expect(keys.has(`${base}_${form === "one" ? "other" : "one"}`), key).toBe(true);
    }
  });
});
